from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from matcher.judge import BlockingPair, Verdict, Violation
from matcher.matching import LevelResult, Reason, Result, Status, StopReason
from matcher.policy import Level, LevelName, Mechanism, Policy
from matcher.report import wording
from matcher.report.check_screen import histogram
from matcher.report.eligibility import PlacesCount, summarise_eligibility
from matcher.report.figures import figures
from matcher.report.terminal import print_check, print_summary, print_verdict
from matcher.report.verdict_screen import SHOWN
from matcher.rounds import Applicant
from matcher.text import Lang, say
from tests.report.golden import assert_golden
from tests.report.small import INFEASIBLE, LEVELS, RESULT, ROUND, hostile, summary

LANGS = ("ru", "en")
VERDICT = Verdict(
    violations=(
        Violation("capacity", period_id="", position_id="М-1", evidence={"taken": 3, "capacity": 2}),
        Violation("host-capacity", host_id="П-1", evidence={"taken": 4, "capacity": 3, "periods": ("",)}),
        Violation("position-capacity", position_id="М-2", evidence={"taken": 4, "capacity": 2, "periods": ("",)}),
        Violation("several-places", "С-02", "", evidence={"count": 2}),
        Violation("unknown-need", "С-99", "", "М-1"),
        Violation("unknown-place", "С-02", "", "М-99"),
        Violation("lock-assigned", "С-01", position_id="М-1", evidence={"reason": "целевой договор", "author": None}),
        Violation("medical", "С-04", "", "М-4", evidence={"medical_until": None, "ends_on": "2026-05-24"}),
        Violation(
            "lock-assigned", "С-01", "", "М-3", evidence={"reason": "договор", "author": None, "assigned": ["М-1"]}
        ),
        Violation("at-a-time", "С-02", evidence={"periods": ("П1", "П2"), "count": 2}),
        Violation("minimum", period_id="", position_id="М-2", evidence={"taken": 1, "minimum": 2}),
        Violation("host-minimum", host_id="П-1", evidence={"taken": 1, "minimum": 2}),
        Violation("max-minors", period_id="", position_id="М-2", evidence={"taken": 3, "maximum": 2}),
        Violation("beds", period_id="", position_id="М-2", evidence={"taken": 3, "beds": 1}),
        Violation(
            "companions",
            period_id="",
            evidence={"companions_id": "друзья", "hosts": {"С-01": "П-1"}, "unplaced": ["С-02"]},
        ),
        Violation("quota", period_id="", evidence={"quota_id": "К-1", "count": 1, "minimum": 2, "maximum": None}),
        Violation("quota", period_id="", evidence={"quota_id": "К-2", "count": 9, "minimum": None, "maximum": 5}),
        Violation("max-changes", evidence={"moved": 4, "maximum": 2}),
        Violation("mentor", host_id="П-1", evidence={"class": ("П-1", ""), "missing": 1}),
        Violation("supervisor", evidence={"class": ("", ""), "missing": 1}),
        Violation("agreement", host_id="П-1", evidence={"class": ("П-1", ""), "missing": 2}),
        Violation("moon-phase"),
    ),
    blocking_pairs=(BlockingPair("С-04", "", "М-2"),),
    levels=LEVELS,
    stable_required=True,
    claims=(
        Violation("level-value", evidence={"level": "placed", "claimed": 5, "bound": 5, "found": 4}),
        Violation("level-bound", evidence={"level": "distance", "claimed": 6.5, "bound": 6.0, "found": 6.4}),
        Violation("level-certificate", evidence={"level": "joy", "claimed": 1, "bound": 1, "found": None}),
        Violation("level-proof", evidence={"level": "placed", "claimed": 4, "bound": 3, "found": 4}),
        Violation("levels-claimed", evidence={"claimed": 2, "found": 3}),
        Violation("round", evidence={"claimed": "ab12", "found": "cd34"}),
        Violation("status", evidence={"claimed": "optimal", "stop_reason": None, "unproved": 1}),
        Violation("rank-profile", evidence={"claimed": (3, 1), "found": (2, 2)}),
        Violation("unranked", evidence={"claimed": 0, "found": 1}),
        Violation("placed", evidence={"claimed": 5, "found": 4}),
        Violation("unplaced", evidence={"claimed": 0, "found": 1}),
        Violation("blocking-pairs", evidence={"claimed": 0, "found": 1}),
        Violation("place-host", "С-01", "", "М-1", evidence={"claimed": "П-9", "found": "П-1"}),
        Violation("place-rank", "С-01", "", "М-1", evidence={"claimed": 1, "found": None}),
        Violation("reason-missing", "С-04", ""),
        Violation("reason-needless", "С-01", ""),
        Violation("stage-unknown", evidence={"number": 2, "stage": "joy", "claimed": 5}),
        Violation("stage-bound", evidence={"number": 1, "stage": "placed", "claimed": 5, "found": 4}),
    ),
)


def printed(show: Callable[..., None], *args: object) -> str:
    out = StringIO()
    show(*args[:-1], Console(file=out, width=100, color_system=None), args[-1])
    return out.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_the_summary_reads_as_agreed(lang: Lang) -> None:
    assert_golden(f"summary.{lang}.txt", printed(print_summary, summary(), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_an_infeasible_result_reads_as_agreed(lang: Lang) -> None:
    assert_golden(f"infeasible.{lang}.txt", printed(print_summary, summary(result=INFEASIBLE), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_the_check_reads_as_agreed(lang: Lang) -> None:
    assert_golden(f"check.{lang}.txt", printed(print_check, summarise_eligibility(ROUND), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_the_verdict_reads_as_agreed(lang: Lang) -> None:
    assert_golden(f"verdict.{lang}.txt", printed(print_verdict, VERDICT, ROUND, lang))


def test_an_accepted_matching_without_a_certificate_says_what_was_not_checked() -> None:
    levels = tuple(replace(level, bound=None, proved=False, certified=False) for level in LEVELS)
    said = printed(print_verdict, Verdict((), (), levels, stable_required=False), ROUND, "ru")
    assert "Распределение принято" in said
    assert "--certificate" in said


def test_blocking_pairs_that_the_policy_allows_are_only_counted() -> None:
    verdict = Verdict((), (BlockingPair("С-04", "", "М-2"),), LEVELS, stable_required=False)
    said = printed(print_verdict, verdict, ROUND, "ru")
    assert "где обоим было бы лучше друг с другом: 1." in said
    assert "С-04" not in said


def test_only_the_first_unplaced_are_listed_and_the_rest_counted() -> None:
    extra = tuple(Applicant(f"Я-{n:02}", group="ЯЯ") for n in range(11))
    reasons = tuple(Reason(a.applicant_id, "", "no-eligible-place", {}) for a in extra)
    round_ = replace(ROUND, applicants=(*ROUND.applicants, *extra))
    said = printed(print_summary, summary(round_, replace(RESULT, reasons=(*RESULT.reasons, *reasons))), "ru")
    assert "Без места: 13" in said
    assert "… и ещё 3: полный список в отчёте" in said
    assert "Я-09" not in said


def test_everyone_placed_is_said_in_words() -> None:
    assert "Место есть у каждого." in printed(print_summary, replace(summary(), unplaced=()), "ru")


def test_nothing_found_in_time_is_said_in_words() -> None:
    made = summary(result=Result(Status.NONE, StopReason.TIME))
    assert "За отведённое время" in printed(print_summary, made, "ru")


def test_a_round_without_wishes_says_so_instead_of_a_profile() -> None:
    said = printed(print_summary, replace(summary(), asked=False), "ru")
    assert "Таблицы пожеланий в раунде нет" in said
    assert "█" not in said


@pytest.mark.parametrize("mechanism", [m for m in Mechanism if m != Mechanism.OPTIMAL])
def test_a_mechanism_without_levels_is_explained_and_claims_no_optimum(mechanism: Mechanism) -> None:
    said = " ".join(printed(print_summary, replace(summary(), levels=(), mechanism=mechanism), "ru").split())
    assert say(f"mechanism.{mechanism}", "ru") in said
    assert "Лучше распределить нельзя" not in said
    assert "Уровень" not in said


def test_names_are_never_read_as_markup() -> None:
    assert "[red]" in printed(print_summary, hostile(), "ru")


def test_the_histogram_has_a_class_for_nobody_and_counts_everyone_once() -> None:
    counts = (PlacesCount(0, 2), PlacesCount(1, 1), PlacesCount(4, 5), PlacesCount(70, 3))
    bars = histogram(counts, "ru")
    assert [(b.label, b.count) for b in bars if b.count] == [
        ("0 мест", 2),
        ("1 место", 1),
        ("от 3 до 5 мест", 5),
        ("51 и больше", 3),
    ]


def test_where_nobody_is_placed_there_are_no_bars() -> None:
    said = printed(print_summary, replace(summary(), placed=0, rank_profile=(), unranked=0), "ru")
    assert say("report.wishes", "ru") not in said
    assert say("report.levels", "ru") in said


def test_rules_whose_legal_basis_nobody_verified_are_named_and_others_not() -> None:
    named = " ".join(printed(print_summary, replace(summary(), unverified_rules=("medical",)), "en").split())
    assert wording.rule_name("medical", "en") in named
    assert say("report.no-advice", "en").split(".")[0] in named
    assert say("report.no-advice", "en").split(".")[0] not in printed(
        print_summary, replace(summary(), unverified_rules=()), "en"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_policy_that_may_leave_people_out_is_warned_of(lang: Lang) -> None:
    costly = Policy(objectives=(Level(LevelName.COST), Level(LevelName.PLACED)))
    unplaced = Policy(objectives=costly.objectives[:1])
    for policy, code in ((costly, "minimise-before-placed"), (unplaced, "no-placed-level")):
        result = replace(RESULT, facts={**RESULT.facts, "policy": policy})
        name = wording.level_name("cost", None, lang)
        said = " ".join(printed(print_summary, summary(result=result), lang).split())
        assert " ".join(["!", *say(f"warning.{code}", lang, level=name).split()]) in said


def test_a_stable_matching_without_blocking_pairs_mentions_none() -> None:
    said = printed(print_verdict, Verdict((), (), LEVELS, stable_required=True), ROUND, "ru")
    assert say("verdict.blocking.forbidden", "ru") not in said
    assert "Распределение принято" in said


def test_only_the_first_violations_are_listed_and_the_rest_counted() -> None:
    many = tuple(Violation("unknown-need", f"Ч-{n:03}", "", "М-1") for n in range(SHOWN + 4))
    said = printed(print_verdict, Verdict(many, (), (), stable_required=False), ROUND, "ru")
    assert f"Ч-{SHOWN - 1:03}" in said
    assert f"Ч-{SHOWN:03}" not in said
    assert say("verdict.more", "ru", n=4) in said


def test_what_could_not_be_measured_has_no_levels() -> None:
    verdict = Verdict((Violation("unknown-place", "С-02", "", "М-99"),), (), (), stable_required=False)
    assert say("report.levels", "ru") not in printed(print_verdict, verdict, ROUND, "ru")


def test_expected_employment_takes_the_place_of_hosts_among_the_figures() -> None:
    employed = LevelResult("employment", 2.5, 2.5, proved=True, certified=True)
    without, found = (figures(replace(summary(), levels=levels), "ru") for levels in (LEVELS, (*LEVELS, employed)))
    assert [f.label for f in without][2] == say("report.figure.hosts", "ru")
    assert (found[2].number, found[2].label) == ("2,5", say("report.figure.employed", "ru"))
