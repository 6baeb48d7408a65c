"""What is said of reasons and remedies: one of each kind as people read it, in both languages."""

import base64
import re
from collections.abc import Mapping
from hashlib import sha256

import pytest

from matcher.explain.accounts import (
    ApplicantAccount,
    Choice,
    Explanation,
    LevelChange,
    PositionAccount,
    PositionReason,
    Remedy,
)
from matcher.explain.easings import CODES
from matcher.explain.hindrances import CONDITIONS
from matcher.matching import Reason
from matcher.report.directory import Directory
from matcher.report.html import render, told
from matcher.report.reason_words import Words
from matcher.text import Lang, reasons
from tests.report.golden import assert_golden
from tests.report.small import ROUND, summary

LANGS: tuple[Lang, ...] = ("ru", "en")
FULL = {"position_id": "М-1", "scope": "position", "seats": 2, "taken": 2}
MEDICAL = {"code": "medical", "medical_until": "2026-05-10", "ends_on": "2026-05-24"}


def there(code: str, **evidence: object) -> Reason:
    return Reason("С-02", "", code, {"position_id": "М-1", **evidence})


def broken(code: str, violation: str, **evidence: object) -> Reason:
    row = {"code": violation, "position_id": "М-1", "evidence": evidence}
    return there(code, conditions=[row])


def trade(
    level: str, at_least: float, measure: str | None = None, rank: int | None = None, method: str = "prices"
) -> Reason:
    return there(
        "level-trade", method=method, level=level, measure=measure, rank=rank, at_least=at_least, seats=2, taken=2
    )


def placed(code: str, **evidence: object) -> Reason:
    counts = {"position_id": "М-1", "rank": 1, "eligible": 2, "better": 0, "barred": 0}
    return Reason("С-02", "", code, {**counts, **evidence})


HERE = (
    placed("first-choice"),
    placed("only-place", eligible=1),
    placed("best-allowed", rank=3, better=1, barred=1),
    placed("best-allowed", rank=3, better=2, barred=2),
    placed("next-choice", rank=2, better=1),
    placed("next-choice", rank=6, better=5),
    placed("unranked", rank=None, better=3),
    placed("unranked", rank=None),
    placed("not-asked", eligible=4),
    placed("lock", reason="целевой договор", author="зав. практикой"),
)
THERE = (
    there("rule", rules=[MEDICAL]),
    there("rule", rules=[{"code": "distance", "km": 46.6, "max_km": 25.0, "housing_beds": None}, MEDICAL]),
    there("lock", rules=[{"code": "lock-forbidden", "reason": "по просьбе мастера", "author": None}]),
    there("lower-priority", scope="position", seats=2, ahead=["С-01", "С-05"], own=3),
    there("lower-priority", scope="position", seats=1, ahead=["С-01"], own=None),
    there("earlier-turn", scope="position", seats=2, ahead=["С-01", "С-05"], own=None),
    Reason("С-02", "", "competition", FULL),
    Reason("С-02", "", "impossible", FULL),
    trade("placed", 1),
    trade("placed", 2),
    trade("agreements", 1),
    trade("employment", 0.5),
    trade("utility", 1.5),
    trade("preference", 3, "rank-sum"),
    trade("preference", 1, "rank-maximal", 1),
    trade("preference", 2, "generous", 2),
    trade("preference", 1, "generous", 3),
    trade("priority", 2),
    trade("distance", 12.5, method="move"),
    trade("cost", 100.5, method="solve"),
    trade("changes", 1),
    trade("tier", 1, rank=1),
    trade("balance", 0.25),
    there("lottery", method="swap", moves=[]),
    there("overlooked", method="move", levels=[]),
    broken("mentor", "mentor", missing=1),
    broken("supervisor", "supervisor", missing=1),
    broken("agreement-seats", "agreement", missing=1),
    broken("quota", "quota", quota_id="К-1", count=3, minimum=None, maximum=2),
    broken("beds", "beds", taken=3, beds=2),
    broken("max-minors", "max-minors", taken=3, maximum=2),
    broken("minimum-not-reached", "minimum", taken=1, minimum=3),
    there(
        "minimum-not-reached",
        conditions=[{"code": "minimum", "position_id": "М-3", "evidence": {"taken": 1, "minimum": 2}}],
    ),
    broken("companions", "companions", companions_id="В", hosts={}, unplaced=[]),
    broken("at-a-time", "at-a-time", count=2),
    broken("max-changes", "max-changes", moved=3, maximum=2),
    broken("lock", "lock-assigned", reason="договор", author=None),
)
NOWHERE = (
    Reason(
        "С-06",
        "",
        "no-eligible-place",
        {"excluded": {"specialty": 3, "medical": 1}, "nearest": [{"position_id": "М-4", "rules": [MEDICAL]}]},
    ),
    Reason(
        "С-04",
        "",
        "competition",
        {"eligible": 1, "positions": ["М-1", "М-3"], "shared": [], "seats": 3, "competitors": ["С-01"], "wanted": 4},
    ),
    trade("preference", 1, "generous", 2),
)
PLACED = LevelChange("placed", 1)
EFFECTS = (PLACED, LevelChange("preference", (1, -1, 0), "generous"), LevelChange("distance", 8.25))


def remedy(
    code: str,
    column: str = "",
    old: object = None,
    new: object = None,
    levels: tuple[LevelChange, ...] = EFFECTS,
    displaced: tuple[str, ...] = (),
    **evidence: object,
) -> Remedy:
    row = {"column": column, "from": old, "to": new, **evidence} if column else evidence
    return Remedy("С-04", "", code, "М-2", row, levels, "witness", (), displaced)


def number(code: str, **ids: str) -> Remedy:
    return Remedy("С-04", "", code, "М-2", {"column": "capacity", "from": 2, "to": 3, **ids}, (PLACED,), "witness")


REMEDIES = (
    remedy("consent", "consent", old=False, new=True),
    remedy("medical", "medical_until", "2026-05-10", "2026-05-24"),
    remedy("medical", "medical_until", None, "2026-05-24", (LevelChange("placed", 0),), ("С-01",)),
    remedy("kilometres", "max_km", 25.0, 47.0),
    number("mentor", mentor_id="Н-1"),
    number("supervisor", mentor_id="Р-1"),
    number("seat", position_id="М-2"),
    number("host-seat", host_id="П-1"),
    number("bed", position_id="М-2"),
    number("minor", position_id="М-2"),
    number("agreement-seat", agreement_id="12/2026"),
    remedy("agreement-renewed", "valid_to", "2026-04-30", "2026-05-24", agreement_id="12/2026"),
    remedy("agreement-renewed", "status", "draft", "active", agreement_id="12/2026"),
    remedy("agreement-signed", "valid_to", "2026-04-13", "2026-05-24", host_id="П-2"),
    number("quota", quota_id="К-1"),
    number("minimum", position_id="М-2"),
    remedy("lock-lifted", position_id="М-2", reason="по просьбе мастера"),
    remedy("rule-off", rule="distance"),
    remedy("rule-off", rule="mentors"),
)


def position(code: str | None, **evidence: object) -> PositionAccount:
    why = None if code is None else PositionReason("М-1", "", code, {"left": 1, "eligible": 3, **evidence})
    cutoff = {"rank": 2, "without_rank": 0, "priority": 3, "without_priority": 0, "grade": 4.25, "utility": 1.5}
    away = () if code is None else (THERE[0], THERE[0], THERE[6])
    return PositionAccount("М-1", "", 2, 1 if code else 2, cutoff if code is None else {}, away, why)


POSITIONS = (
    position(None),
    position("nobody-allowed", excluded={"specialty": 6}),
    position("nobody-asks"),
    position("shared-full", seats=3),
    position("minimum-not-reached", minimum=4),
    position("kept-out", codes={"mentor": 2, "level-trade": 1}),
)


def everything(words: Words) -> str:
    parts: Mapping[str, list[str]] = {
        "here": [words.here(r) for r in HERE],
        "not there": [words.not_there(r) for r in THERE],
        "nowhere": [words.unplaced(r) for r in NOWHERE],
        "remedies": [words.remedy(r) for r in REMEDIES],
        "positions": [" ".join(words.position(p)) for p in POSITIONS],
    }
    return "\n".join(line for name, said in parts.items() for line in (f"[{name}]", *said, ""))


@pytest.mark.parametrize("lang", LANGS)
def test_one_reason_of_each_kind_reads_as_written(lang: Lang) -> None:
    assert_golden(f"reasons.{lang}.txt", everything(Words(Directory(ROUND), lang)))


def test_every_code_is_among_the_examples() -> None:
    because = {key.removeprefix("because.") for key in reasons.RU if key.startswith("because.")}
    assert {r.code for r in THERE} == because
    assert set(CONDITIONS.values()) <= because
    assert {r.code for r in REMEDIES} == set(CODES)
    named = {key.split(".")[1] for key in reasons.RU if key.startswith("here.")}
    assert {r.code for r in HERE} == named


EXPLAINED = Explanation(
    (
        ApplicantAccount("С-02", "", "М-3", None, here=HERE[6], choices=(Choice("М-1", 2, trade("placed", 1)),)),
        ApplicantAccount("С-04", "", None, None, unplaced=NOWHERE[1], choices=(), remedies=(REMEDIES[6],)),
        ApplicantAccount("С-06", "", None, None, unplaced=NOWHERE[0]),
    ),
    (),
)


def test_the_page_tells_why_and_what_would_help() -> None:
    page = render(summary(), "ru", reasons=told(ROUND, EXPLAINED, "ru"))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Почему так В пожеланиях этого места нет" in text
    assert "2-й приоритет, Сварочный участок, АО «Завод» (М-1)" in text
    assert "Добавить место: Механический цех, АО «Завод» (М-2) — 3 вместо 2." in text
    assert "Одним изменением здесь не помочь." in text


def test_the_page_allows_its_own_script_by_checksum_and_no_other() -> None:
    page = render(summary(), "ru")
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    allowed = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'" in page
    assert "fetch" not in script
    assert "http" not in script
