"""Every problem has a sentence in both languages; the whole of them at once, as a user sees it."""

import re
from pathlib import Path

import pytest

from matcher.errors import RoundError
from matcher.files.reading import read_checked, read_round
from matcher.text import Lang, catalogue, problems, sentence, template

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
CODES = re.compile(
    r"""(?:problem|note|unfit|Refused|Bad|Problem)\(\s*(?:[\w.\[\]"]+,\s*)?["']([a-z0-9]+(?:-[a-z0-9]+)+)["']"""
)
FAULTY = {
    "round.yaml": (
        "version: 3\nid: r\nid: s\nkind: party\nstarts_on: 2026-02-30\nspeed: 9\npolicy:\n  mechanism: magic\n"
        "  objectives: [placed, placed, {level: cost, give_up: 200%}, {level: balance}]\n  rules: {medical: maybe}\n"
        "  limits: {seconds: 0, seed: -1}\n"
    ),
    "applicants.csv": (
        "Список студентов\n\nНомер студента;ФИО;Имя;Дата рождения;Средний балл;Нужно жильё;Роль;Занимает мест\n"
        "1;Анна;;31.02.2009;6;может быть;директор;0\n;Борис;;;;;;\n3;Вера;;;3,5;да;студент;1;ещё\n"
    ),
    "Заявки на места.csv": "position_id,capacity,Мест,hazard_class,pay\np,1,1,5,-3\nq,,,3.1,x\n",
    "preferences.csv": "applicant_id,position_id,rank\n1,p,a\n1,nowhere,1\n",
    "groups.csv": 'group\n"A\n',
    "mentors.csv": "mentor_id\nК\n",
    "locks.csv": "applicant_id,position_id,kind\n1,p,maybe\n",
    "shoes.csv": "size\n42\n",
    "pairs.csv": "applicant_id,position_id,employment,km\n1,p,1.5,-1\n",
}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    for name, text in FAULTY.items():
        (tmp_path / name).write_text(text, "cp1251" if name == "applicants.csv" else "utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_all_problems_at_once_read_as_before(faulty: Path, lang: Lang) -> None:
    with pytest.raises(RoundError) as caught:
        read_checked(faulty)
    notes = [f"({sentence(note, lang)})" for note in read_round(faulty).notes]
    lines = [*notes, *(sentence(problem, lang) for problem in caught.value.problems)]
    assert "\n".join(lines) + "\n" == (GOLDEN / f"problems_{lang}.txt").read_text("utf-8")


def test_every_code_in_the_room_has_a_sentence() -> None:
    used = {
        code for path in (ROOT / "matcher" / "files").glob("*.py") for code in CODES.findall(path.read_text("utf-8"))
    }
    said = {key.removeprefix("problem.") for key in catalogue("en") if key.startswith("problem.")}
    assert len(used) > 50
    assert used - {"bad-value"} <= said


@pytest.mark.parametrize("topic", [problems, template])
def test_both_languages_say_the_same_things(topic: object) -> None:
    russian, english = topic.RU, topic.EN  # type: ignore[attr-defined]  # both are catalogues
    assert list(russian) == list(english)
    for key, text in russian.items():
        fields = set(re.findall(r"\{(\w+)", text.replace("_ru", "")))
        assert fields >= set(re.findall(r"\{(\w+)", english[key])), key
