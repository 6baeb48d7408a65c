"""Scenario files: every problem at once with its line and character, and what a sound file says."""

from datetime import date
from pathlib import Path

import pytest

from matcher.errors import ScenarioError
from matcher.files.outcome_models import write_model
from matcher.files.scenarios import read_study
from matcher.files.writing import write_round
from matcher.rounds import AgreementKind, Kind
from matcher.simulate import changes as ch
from matcher.simulate.changes import Amount, Places, Where
from matcher.simulate.kpis import Kpi
from matcher.simulate.outcomes.fitted import FittedOutcomes
from matcher.simulate.scenarios import Scenario, Study, Target
from matcher.text import Lang, sentence
from scenarios.histories import Town, make_history
from tests.scenarios.demo_files import DEMO, SCENARIOS, TINY

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden"
HEAD = f"round: {DEMO}\noutcomes: {{coefficients: {{}}}}\n"


def study(tmp_path: Path, text: str, head: str = HEAD) -> Study:
    file = tmp_path / "what-if.yaml"
    file.write_text(head + text, encoding="utf-8")
    return read_study(file)


def codes(tmp_path: Path, text: str, head: str = HEAD) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(ScenarioError) as caught:
        study(tmp_path, text, head)
    return [(p.code, p.row, p.at) for p in caught.value.problems]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_one_bad_file_tells_all_its_faults(lang: Lang) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_study(HERE / "faulty" / "what-if.yaml")
    told = "".join(f"{sentence(p, lang)}\n" for p in caught.value.problems)
    assert told == (GOLDEN / f"what-if-problems.{lang}.txt").read_text(encoding="utf-8")
    assert all(p.row and p.at for p in caught.value.problems)


def test_a_file_without_scenarios_has_a_base_and_the_defaults(tmp_path: Path) -> None:
    found = study(tmp_path, "")
    assert found.scenarios == (Scenario("base", "base"),)
    assert (found.trials, found.horizon, found.cohorts, found.seed) == (200, 12, 1, 1)
    assert (found.title, found.precision, found.budget, found.levers) == ("Весенняя практика 2026", None, None, ())


def test_the_first_scenario_without_changes_is_the_base(tmp_path: Path) -> None:
    text = "scenarios:\n  more: {changes: [{seats: {by: 1}}]}\n  as-is: {title: Как есть}\n"
    found = study(tmp_path, text)
    assert [(s.name, s.title) for s in found.scenarios] == [("as-is", "Как есть"), ("more", "more")]


def test_numbers_and_targets_are_read(tmp_path: Path) -> None:
    text = (
        "title: Проба\ntrials: 50\nhorizon: 24\ncohorts: 3\nseed: 9\nprecision: 0,5%\nbudget: 1 000 000\n"
        "targets:\n  - {kpi: gross, at_least: 60%}\n  - {kpi: mean-km, at_most: '12,5'}\n"
        "  - {kpi: long-term-agreements, at_least: 20}\n"
    )
    found = study(tmp_path, text)
    assert (found.title, found.trials, found.horizon, found.cohorts, found.seed) == ("Проба", 50, 24, 3, 9)
    assert (found.precision, found.budget) == (0.005, 1_000_000)
    assert found.targets == (Target(Kpi.GROSS, 0.6), Target(Kpi.MEAN_KM, 12.5), Target(Kpi.LONG_TERM_AGREEMENTS, 20))


def test_a_change_says_its_chance_its_cost_and_its_round(tmp_path: Path) -> None:
    text = (
        f"vacancies: {DEMO}\nscenarios:\n  x:\n    changes:\n"
        "      - {demand: {specialty: 15.01.05, times: 0.7}, chance: 30%, cost: 500, in: vacancies}\n"
    )
    (change,) = study(tmp_path, text).scenarios[1].changes
    places = Places(specialty=("15.01.05",))
    assert change == ch.Demand(places, Amount(times=0.7), chance=0.3, cost=500, where=Where.VACANCIES)


def test_a_grid_makes_every_combination_and_names_it(tmp_path: Path) -> None:
    text = (
        "grid:\n  name: сварка\n  title: Сварщики\n  over: {мест: [1, 2], доставка: {нет: no, есть: yes}}\n"
        "  changes:\n    - seats: {specialty: 15.01.05, by: $мест}\n    - bus: {locality: Тула, runs: $доставка}\n"
    )
    base, *found = study(tmp_path, text).scenarios
    assert base.changes == ()
    assert [s.name for s in found] == [
        "сварка: мест=1, доставка=нет",
        "сварка: мест=1, доставка=есть",
        "сварка: мест=2, доставка=нет",
        "сварка: мест=2, доставка=есть",
    ]
    assert found[3].title == "Сварщики: мест=2, доставка=есть"
    assert found[2].changes == (
        ch.Seats(Places(specialty=("15.01.05",)), Amount(by=2)),
        ch.Bus(Places(locality=("Тула",)), runs=False),
    )


def test_an_axis_may_hold_whole_lists(tmp_path: Path) -> None:
    text = (
        "grid:\n  - over: {где: {одна: [МП-001], две: [МП-001, МП-002]}}\n    changes: [{bus: {position_id: $где}}]\n"
    )
    found = study(tmp_path, text).scenarios
    assert found[2].changes == (ch.Bus(Places(position_id=("МП-001", "МП-002"))),)


def test_levers_cost_what_is_said_else_what_their_changes_cost(tmp_path: Path) -> None:
    text = (
        "levers:\n  a: {most: 3, cost: 7, changes: [{seats: {by: 1}, cost: 2}]}\n"
        "  b: {title: Б, changes: [{seats: {by: 1}, cost: 2}, {bus: {}, cost: 3}]}\n"
    )
    levers = study(tmp_path, text).levers
    assert [(k.name, k.title, k.cost, k.most, len(k.changes)) for k in levers] == [
        ("a", "a", 7, 3, 1),
        ("b", "Б", 5, 1, 2),
    ]


def test_rows_may_have_russian_names_of_columns(tmp_path: Path) -> None:
    text = (
        "scenarios:\n  x:\n    changes:\n      - new-host:\n          host: {ИНН: Н-1, Город: Тула}\n"
        "          positions: [{Код места: М-1, Мест: 2, Код специальности: [15.01.05, 15.02.16]}]\n"
        "          agreement: yes\n          mentors: [{Наставник: Н, Не более студентов: 2}]\n"
    )
    (change,) = study(tmp_path, text).scenarios[1].changes
    assert isinstance(change, ch.NewHost)
    assert (change.host.host_id, change.host.locality) == ("Н-1", "Тула")
    assert change.positions[0].specialties == ("15.01.05", "15.02.16")
    assert change.agreement is not None
    assert change.agreement.kind == AgreementKind.PRACTICE


def test_a_change_may_use_what_an_earlier_one_made(tmp_path: Path) -> None:
    changes = (
        "scenarios:\n  x:\n    changes:\n"
        "      - {new-host: {host: {host_id: Н-1}, positions: [{position_id: М-1, capacity: 2}]}, chance: CHANCE}\n"
        "      - seats: {position_id: М-1, by: 3}\n"
    )
    assert len(study(tmp_path, changes.replace("CHANCE", "1")).scenarios[1].changes) == 2
    assert codes(tmp_path, changes.replace("CHANCE", "50%")) == [("unknown-id", 7, 17)]


def test_a_change_after_people_or_hosts_may_have_left_may_still_name_them(tmp_path: Path) -> None:
    text = (
        "scenarios:\n  x:\n    changes:\n      - {withdrawals: {group: СВ-23}, chance: 50%}\n"
        "      - {host-withdraws: {locality: Тула}, chance: 10%}\n      - max-km: {group: СВ-23, to: 50}\n"
    )
    assert len(study(tmp_path, text).scenarios[1].changes) == 3


def test_vacancies_may_stand_in_the_file(tmp_path: Path) -> None:
    text = (
        "vacancies:\n  starts_on: 2026-07-01\n  ends_on: 2027-06-30\n  hosts: [{host_id: Н-1, name: Завод}]\n"
        "  positions: [{position_id: В-1, host_id: Н-1, capacity: 3}]\n"
    )
    vacancies = study(tmp_path, text).vacancies
    assert vacancies is not None
    assert (vacancies.kind, vacancies.starts_on) == (Kind.VACANCY, date(2026, 7, 1))
    assert vacancies.positions[0].host == "Н-1"


def test_vacancies_in_the_file_are_checked(tmp_path: Path) -> None:
    text = "vacancies:\n  hosts: [{host_id: Н-1}]\n  positions: [{position_id: В-1, host_id: Н-2, capacity: 3}]\n"
    assert codes(tmp_path, text) == [("unknown-id", 5, 3)]
    assert codes(tmp_path, "vacancies:\n  positions: [{position_id: В-1}]\n") == [("missing-key", 4, 15)]
    assert codes(tmp_path, "vacancies: {places: []}\n") == [("missing-key", 3, 1), ("unknown-key", 3, 13)]


def test_a_path_counts_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "rounds").symlink_to(SCENARIOS)
    found = study(tmp_path, "", "round: rounds/tiny\noutcomes: {coefficients: {}}\n")
    assert found.round.round_id == "tiny"


def test_a_round_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    assert codes(tmp_path, "", "outcomes: {coefficients: {}}\nround: nowhere\n") == [("no-round-there", 2, 1)]


def test_the_faults_of_the_round_are_told_under_its_path(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "round.yaml").write_text("version: 1\nid: bad\nstarts_on: x\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        study(tmp_path, "trials: 0\n", "round: bad\noutcomes: {coefficients: {}}\n")
    assert [p.place for p in caught.value.problems][:2] == ["what-if.yaml", "bad/round.yaml"]


def test_what_a_study_cannot_do_without_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, "", "title: пусто\n") == [("missing-key", 1, 1), ("missing-key", 1, 1)]
    assert codes(tmp_path, "", f"round: {TINY}\noutcomes: {{}}\n") == [("one-model", 2, 1)]
    assert codes(tmp_path, "", f"round: {TINY}\noutcomes: {{coefficients: [1]}}\n") == [("bad-value", 2, 12)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: [1\nb: 2\n", "bad-yaml"),
        ("", "bad-value"),
        ("- a\n- b\n", "bad-value"),
    ],
)
def test_a_file_that_is_no_mapping_is_told(tmp_path: Path, text: str, found: str) -> None:
    assert [code for code, row, at in codes(tmp_path, text, "") if row and at] == [found]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_study(tmp_path / "none.yaml")
    assert [p.code for p in caught.value.problems] == ["cannot-open"]


@pytest.mark.parametrize("text", ["scenarios: [a]\n", "targets: gross\n", "grid: []\n", "grid: text\n", "levers: 3\n"])
def test_what_has_another_form_is_told_in_its_line(tmp_path: Path, text: str) -> None:
    assert [(row, at) for _, row, at in codes(tmp_path, text)] == [(3, 1)]


def test_a_model_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    head = f"round: {TINY}\noutcomes: {{model: model.json}}\n"
    (tmp_path / "model.json").write_text('{"coefficients": {"work": {"employed": 0.5}}}', encoding="utf-8")
    here = study(tmp_path, "", f"round: {TINY}\noutcomes: {{coefficients: {{work: {{employed: 50%}}}}}}\n").outcomes
    assert study(tmp_path, "", head).outcomes == here
    (tmp_path / "model.json").write_text('{\n "work": {"employed": 5}}', encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        study(tmp_path, "", head)
    assert [(p.place, p.row, p.at) for p in caught.value.problems] == [("model.json", 2, 11)]
    (tmp_path / "model.json").write_text("{", encoding="utf-8")
    assert [code for code, *_ in codes(tmp_path, "", head)] == ["bad-yaml"]


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    head = f"round: {TINY}\noutcomes: {{model: MODEL}}\n"
    assert codes(tmp_path, "", head.replace("MODEL", "none.json")) == [("no-file-there", 2, 12)]
    assert codes(tmp_path, "", head.replace("MODEL", "[a]")) == [("bad-value", 2, 12)]


def test_a_model_is_fitted_to_rounds_of_past_years(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    write_round(make_history(1, Town(records=200, cohorts=1))[0], tmp_path / "past.json")
    fit = "{history: [past.json], attributes: [km, grade], horizon: 3}"
    found = study(tmp_path, "", f"round: {TINY}\noutcomes: {{fit: {fit}}}\n").outcomes
    assert isinstance(found, FittedOutcomes)
    assert (found.attributes, found.horizon, found.n_records > 150) == (("km", "grade"), 3, True)
    write_model(found, tmp_path / "model.json")
    kept = study(tmp_path, "", f"round: {TINY}\noutcomes: {{model: model.json}}\n").outcomes
    assert isinstance(kept, FittedOutcomes)
    assert kept.stages == found.stages
    said = (tmp_path / "model.json").read_text("utf-8").replace('"posterior": {', '"posterior": {"x": 1}, "y": {')
    (tmp_path / "model.json").write_text(said, encoding="utf-8")
    assert [c for c, *_ in codes(tmp_path, "", f"round: {TINY}\noutcomes: {{model: model.json}}\n")] == ["bad-model"]


def test_a_history_that_tells_nothing_is_told_where_it_is_named(tmp_path: Path) -> None:
    head = f"round: {TINY}\noutcomes: {{fit: FIT}}\n"
    assert codes(tmp_path, "", head.replace("FIT", f"[{TINY}]")) == [("no-history", 2, 12)]
    assert codes(tmp_path, "", head.replace("FIT", f"{{history: {TINY}, attributes: [kmm]}}")) == [
        ("unknown-outcome-key", 2, 12),
        ("no-history", 2, 12),
    ]
    assert codes(tmp_path, "", head.replace("FIT", "nowhere")) == [("no-round-there", 2, 12)]
    assert codes(tmp_path, "", head.replace("FIT", "[]")) == [("bad-value", 2, 12)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{position_id: М-1, Код места: М-2, capacity: 1}", "duplicate-column"),
        ("{position_id: М-1, capacity: {a: 1}}", "bad-value"),
        ("{position_id: М-1}", "missing-key"),
        ("М-1", "bad-value"),
    ],
)
def test_faulty_rows_are_told_at_their_cells(tmp_path: Path, row: str, code: str) -> None:
    text = f"scenarios: {{x: {{changes: [new-positions: {{host_id: '7199001014', positions: [{row}]}}]}}}}\n"
    assert [(c, r) for c, r, _ in codes(tmp_path, text)] == [(code, 3)]


def test_empty_cells_of_rows_have_their_defaults(tmp_path: Path) -> None:
    row = "{position_id: М-1, capacity: 1, title: , specialties: }"
    text = f"scenarios: {{x: {{changes: [new-positions: {{host_id: '7199001014', positions: [{row}]}}]}}}}\n"
    (change,) = study(tmp_path, text).scenarios[1].changes
    assert isinstance(change, ch.NewPositions)
    assert (change.positions[0].title, change.positions[0].specialties) == (None, ())


def test_a_policy_that_the_round_cannot_serve_is_told_at_its_key(tmp_path: Path) -> None:
    text = "scenarios: {x: {changes: [policy: {objectives: [placed, utility], max_changes: 3}]}}\n"
    assert [code for code, row, _ in codes(tmp_path, text) if row == 3] == ["no-data", "no-placements"]


def test_bounds_of_all_trials_are_kept_in_by_amounts(tmp_path: Path) -> None:
    text = "scenarios: {x: {changes: [seats: {specialty: 15.01.05, by: -50%}]}}\n"
    (change,) = study(tmp_path, text).scenarios[1].changes
    assert change == ch.Seats(Places(specialty=("15.01.05",)), Amount(times=0.5))


def test_a_filter_without_a_value_is_a_fault_and_lets_nobody_pass(tmp_path: Path) -> None:
    text = "scenarios:\n  x: {changes: [{host-withdraws: {host_id: null}}]}\n"
    assert [code for code, *_ in codes(tmp_path, text)] == ["bad-value"]
