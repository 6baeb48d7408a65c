"""Folders: encodings, delimiters, headers, line numbers, and every fault at once."""

import gc
from pathlib import Path

import pytest

from matcher.errors import Problem, RoundError
from matcher.files import encodings
from matcher.files.reading import Loaded, load_round, read_checked, read_round
from matcher.rounds import Applicant, Position, Preference, Role, Shift

YAML = "version: 1\nid: r\n"
GOOD = {
    "round.yaml": YAML,
    "applicants.csv": "applicant_id,name\n001,Анна\n2,Борис\n",
    "positions.csv": "position_id,capacity\np,1\n",
}


def folder(home: Path, **files: str | bytes | None) -> Path:
    """A sound round, with some of its files replaced, added (``name__csv``) or, by None, left out."""
    contents: dict[str, str | bytes | None] = {**GOOD, **{n.replace("__", "."): text for n, text in files.items()}}
    for name, content in contents.items():
        if content is not None:
            (home / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return home


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.where, p.code) for p in problems]


def applicants(loaded: Loaded) -> tuple[Applicant, ...]:
    assert loaded.problems == ()
    assert loaded.round is not None
    return loaded.round.applicants


def test_sound_folder_loads(tmp_path: Path) -> None:
    round_ = load_round(folder(tmp_path))
    assert round_.applicants == (Applicant("001", "Анна"), Applicant("2", "Борис"))
    assert round_.positions == (Position("p", 1),)


def test_path_of_round_yaml_means_its_folder(tmp_path: Path) -> None:
    assert load_round(folder(tmp_path) / "round.yaml").round_id == "r"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_read_in_silence(tmp_path: Path, encoding: str) -> None:
    loaded = read_round(folder(tmp_path, applicants__csv=GOOD["applicants.csv"].encode(encoding)))
    assert [a.name for a in applicants(loaded)] == ["Анна", "Борис"]
    assert loaded.notes == ()


def test_cp1251_is_read_and_noted(tmp_path: Path) -> None:
    loaded = read_round(folder(tmp_path, applicants__csv=GOOD["applicants.csv"].encode("cp1251")))
    assert [a.name for a in applicants(loaded)] == ["Анна", "Борис"]
    assert told(loaded.notes) == [("applicants.csv", "cp1251")]


def test_round_yaml_in_cp1251_is_read_and_noted(tmp_path: Path) -> None:
    loaded = read_round(folder(tmp_path, round__yaml=f"{YAML}title: Весна\n".encode("cp1251")))
    assert loaded.round is not None
    assert (loaded.round.title, told(loaded.notes)) == ("Весна", [("round.yaml", "cp1251")])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    text = 'applicant_id;grade;name\na;"4,5";"x;y, z"\nb;3.5;\n'.replace(";", delimiter)
    loaded = read_round(folder(tmp_path, applicants__csv=text))
    assert [a.grade for a in applicants(loaded)] == [4.5, 3.5]


def test_decimal_commas_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    text = "applicant_id;grade;lat;lon\n1;4,5;53,1;37,2\n"
    assert applicants(read_round(folder(tmp_path, applicants__csv=text)))[0].lat == 53.1


def test_commas_in_a_header_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    text = "Код места;Оплата, практиканту, (руб., мес.);Мест\np;100;1\n"
    loaded = read_round(folder(tmp_path, positions__csv=text))
    assert loaded.round is not None
    assert loaded.round.positions == (Position("p", 1, pay=100.0),)


def test_russian_names_of_files_columns_and_words(tmp_path: Path) -> None:
    files = {
        "Студенты.csv": "Номер студента;ФИО;Роль;Личный транспорт\nПО-1;Анна;выпускник;да\n",
        "Заявки на места.CSV": "КОД МЕСТА *;мест*;График;Класс условий труда\nМ-1;2;вахта;3,1\n",
    }
    home = folder(tmp_path, applicants__csv=None, positions__csv=None)
    for name, text in files.items():
        (home / name).write_text(text, "utf-8-sig")
    round_ = load_round(home)
    assert round_.applicants == (Applicant("ПО-1", "Анна", Role.GRADUATE, own_transport=True),)
    assert round_.positions == (Position("М-1", 2, shift=Shift.AWAY, hazard_class="3.1"),)


def test_header_below_title_rows(tmp_path: Path) -> None:
    text = "Список студентов;;\n\n;на 2026 год;\nНомер студента;ФИО;Пол\n1;Анна;ж\n"
    loaded = read_round(folder(tmp_path, applicants__csv=text))
    assert applicants(loaded) == (Applicant("1", "Анна", sex="Ж"),)
    assert loaded.origin.row("applicants", 0) == 5
    assert loaded.origin.column("applicants", "name") == "ФИО"


def test_rows_are_counted_as_lines_of_the_file(tmp_path: Path) -> None:
    text = 'applicant_id,name,grade\n1,"two\nlines",4\n\n2,,x\n'
    loaded = read_round(folder(tmp_path, applicants__csv=text))
    assert told(loaded.problems) == [("applicants.csv:5 grade", "bad-value")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(tmp_path: Path, end: str) -> None:
    loaded = read_round(folder(tmp_path, applicants__csv=GOOD["applicants.csv"].replace("\n", end)))
    assert len(applicants(loaded)) == 2


def test_empty_rows_and_short_rows(tmp_path: Path) -> None:
    loaded = read_round(folder(tmp_path, applicants__csv="applicant_id,name,sex\n1\n,,\n  , \n2,Анна\n"))
    assert applicants(loaded) == (Applicant("1"), Applicant("2", "Анна"))


def test_unknown_columns_and_tables_are_noted_once(tmp_path: Path) -> None:
    text = "applicant_id,shoe size,\n1,42,stray\n2,43,\n"
    loaded = read_round(folder(tmp_path, applicants__csv=text, shoes__csv="a\n1\n"))
    assert len(applicants(loaded)) == 2
    assert told(loaded.notes) == [
        ("shoes.csv", "unknown-table"),
        ("applicants.csv:1 shoe size", "unknown-column"),
        ("applicants.csv", "unnamed-column"),
    ]


def test_two_headers_of_one_meaning(tmp_path: Path) -> None:
    loaded = read_round(folder(tmp_path, applicants__csv="applicant_id,ФИО,name\n1,a,b\n"))
    assert told(loaded.problems) == [("applicants.csv:1 name", "duplicate-column")]


def test_more_cells_than_the_header(tmp_path: Path) -> None:
    loaded = read_round(folder(tmp_path, applicants__csv="applicant_id,grade\n1,4,5\n2,4,\n"))
    assert told(loaded.problems) == [("applicants.csv:2", "too-many-cells")]


def test_two_files_of_one_table(tmp_path: Path) -> None:
    home = folder(tmp_path)
    (home / "Студенты.csv").write_text("applicant_id\n9\n", "utf-8")
    assert told(read_round(home).problems) == [("Студенты.csv", "duplicate-table")]


def test_missing_column_is_told_once_and_causes_nothing_else(tmp_path: Path) -> None:
    home = folder(
        tmp_path,
        positions__csv="position_id,minimum\np,3\nq,1\n",
        preferences__csv="applicant_id,position_id,rank\n001,q,1\n",
    )
    with pytest.raises(RoundError) as caught:
        read_checked(home)
    assert told(caught.value.problems) == [("positions.csv:1", "missing-column")]


@pytest.mark.parametrize("text", ["", "\n\n", "just, words\n1,2\n"])
def test_required_table_without_header(tmp_path: Path, text: str) -> None:
    with pytest.raises(RoundError) as caught:
        read_checked(folder(tmp_path, positions__csv=text, preferences__csv="applicant_id,position_id,rank\n2,p,1\n"))
    assert told(caught.value.problems) == [("positions.csv", "no-header")]


def test_optional_empty_table_is_no_table(tmp_path: Path) -> None:
    loaded = read_round(folder(tmp_path, groups__csv=""))
    assert (loaded.problems, loaded.notes) == ((), ())


def test_missing_tables_and_header_are_told_together(tmp_path: Path) -> None:
    home = folder(tmp_path, applicants__csv=None, positions__csv=None, round__yaml=None)
    (home / "groups.csv").write_text("group\nA\n", "utf-8")
    with pytest.raises(RoundError) as caught:
        read_checked(home)
    codes = [p.code for p in caught.value.problems]
    assert codes == ["no-round-yaml", "missing-table", "missing-table"]


def test_row_without_key_is_left_out_and_causes_nothing_else(tmp_path: Path) -> None:
    home = folder(
        tmp_path,
        positions__csv="position_id,capacity\n,1\np,1\n",
        preferences__csv="applicant_id,position_id,rank\n2,lost,1\n",
    )
    with pytest.raises(RoundError) as caught:
        read_checked(home)
    assert told(caught.value.problems) == [("positions.csv:2 position_id", "missing-value")]


def test_row_with_a_bad_cell_is_kept_with_a_stand_in(tmp_path: Path) -> None:
    home = folder(
        tmp_path,
        positions__csv="position_id,capacity,minimum\np,many,2\n",
        preferences__csv="applicant_id,position_id,rank\n2,p,a\n",
    )
    loaded = read_round(home)
    assert loaded.round is not None
    assert loaded.round.positions == (Position("p", 0, minimum=2),)
    assert loaded.round.preferences == (Preference("2", "p"),)
    assert loaded.origin.is_damaged("positions", 0, "capacity")
    with pytest.raises(RoundError) as caught:
        read_checked(home)
    assert told(caught.value.problems) == [
        ("positions.csv:2 capacity", "bad-value"),
        ("preferences.csv:2 rank", "bad-value"),
    ]


def test_faults_of_cells_and_between_tables_are_told_together(tmp_path: Path) -> None:
    home = folder(
        tmp_path,
        applicants__csv="applicant_id,grade\n1,9\n1,4\n",
        preferences__csv="applicant_id,position_id,rank\n1,p,a\n1,nowhere,1\n",
        round__yaml=f"{YAML}starts_on: soon\npolicy: {{mechanism: magic}}\n",
    )
    with pytest.raises(RoundError) as caught:
        read_checked(home)
    assert told(caught.value.problems) == [
        ("round.yaml:3 starts_on", "bad-value"),
        ("round.yaml:4 policy.mechanism", "bad-value"),
        ("applicants.csv:2 grade", "bad-value"),
        ("preferences.csv:2 rank", "bad-value"),
        ("applicants.csv:3 applicant_id", "duplicate-id"),
        ("preferences.csv:3 position_id", "unknown-id"),
    ]


def test_a_column_full_of_faults_is_counted(tmp_path: Path) -> None:
    rows = "".join(f"{n},x{n}\n" for n in range(1500))
    loaded = read_round(folder(tmp_path, applicants__csv=f"applicant_id,grade\n{rows}"))
    assert len(loaded.problems) == 1001
    assert (loaded.problems[-1].code, loaded.problems[-1].values["n"]) == ("more-problems", 500)


@pytest.mark.parametrize(
    ("content", "where", "code"),
    [
        (b'applicant_id,name\n1,a\n2,"open\n3,b\n', "applicants.csv:3", "bad-quotes"),
        (b'applicant_id,name\n1,"a"b\n', "applicants.csv:2", "bad-quotes"),
        (b"applicant_id,name\n1,a\0b\n", "applicants.csv:2", "nul-character"),
        (b"applicant_id,name\n1," + b"x" * 1_000_001, "applicants.csv:2", "cell-too-long"),
        (b"applicant_id,name\n1,\x98\n", "applicants.csv:2", "bad-encoding"),
        (b"\xef\xbb\xbfapplicant_id\n\xff\n", "applicants.csv:2", "bad-encoding"),
        (b"\xff\xfea\x00\n\x00\x00\xd8", "applicants.csv:1", "bad-encoding"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff\xfe", "applicants.csv:1", "bad-encoding"),
    ],
)
def test_broken_table_is_a_problem_and_causes_nothing_else(
    tmp_path: Path, content: bytes, where: str, code: str
) -> None:
    with pytest.raises(RoundError) as caught:
        read_checked(
            folder(tmp_path, applicants__csv=content, preferences__csv="applicant_id,position_id,rank\n1,p,1\n")
        )
    assert [(p.where, p.code) for p in caught.value.problems if p.code != "bad-encoding"] == (
        [(where, code)] if code != "bad-encoding" else []
    )
    assert caught.value.problems[0].code == code


def test_too_large_a_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder(tmp_path)
    monkeypatch.setattr(encodings, "LARGEST_FILE", 25)
    assert told(read_round(home).problems) == [("applicants.csv", "file-too-large")]


def test_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    home = folder(tmp_path, applicants__csv=None)
    (home / "applicants.json").mkdir()
    (home / "round.json").symlink_to("round.json")
    assert [p.code for p in read_round(home).problems] == ["missing-table"]
    assert read_round(home / "round.json").problems[0].code in {"cannot-open", "no-such-file"}


def test_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RoundError) as caught:
        load_round(tmp_path / "nowhere")
    assert caught.value.problems[0].code == "no-such-file"


def test_file_of_another_form(tmp_path: Path) -> None:
    (tmp_path / "round.ods").write_text("x")
    assert told(read_round(tmp_path / "round.ods").problems) == [("round.ods", "unknown-form")]


def test_order_of_rows_is_kept_and_empty_folder_is_told(tmp_path: Path) -> None:
    assert told(read_round(tmp_path).problems) == [("round.yaml", "no-round-yaml")]


def test_folder_that_the_system_does_not_open_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("matcher.files.reading.read_folder", refuse)
    assert told(read_round(tmp_path).problems) == [(tmp_path.name, "cannot-open")]


def test_header_too_large_to_read_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder(tmp_path, round__yaml=YAML + "# " + "x" * 200)
    monkeypatch.setattr(encodings, "LARGEST_FILE", 100)
    assert told(read_round(home).problems) == [("round.yaml", "file-too-large")]


def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    home = folder(tmp_path)
    for turn in (gc.disable, gc.enable):
        turn()
        was = gc.isenabled()
        read_round(home)
        assert gc.isenabled() is was


def test_version_without_a_value_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text("version: null\nid: r\n", "utf-8")
    (tmp_path / "applicants.csv").write_text("applicant_id\n1\n", "utf-8")
    (tmp_path / "positions.csv").write_text("position_id,capacity\np,1\n", "utf-8")
    assert told(read_round(tmp_path).problems) == [("round.yaml:1 version", "unknown-version")]


def test_columns_that_mean_nothing_are_noted_up_to_a_number(tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text("id: r\n", "utf-8")
    names = ",".join(f"x{n}" for n in range(10_000))
    (tmp_path / "applicants.csv").write_text(f"applicant_id,{names}\n1{',' * 10_000}\n", "utf-8")
    (tmp_path / "positions.csv").write_text("position_id,capacity\np,1\n", "utf-8")
    notes = read_round(tmp_path).notes
    assert [n.code for n in notes] == ["unknown-column"] * 20 + ["more-unknown-columns"]
    assert notes[-1].values["n"] == 9_980
