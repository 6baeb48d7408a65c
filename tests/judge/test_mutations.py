"""A thousand results, each spoilt in one way that makes it wrong: the judge rejects every one of them.

Results are spoilt as the files that people hand in, ``result.json`` and ``certificate.json``. Each kind of mutation
says why what it makes is wrong, whatever the judge thinks of it; where that needs checking, the oracle or the plain
tables of the round are asked, never the judge.
"""

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import pytest

from matcher import load_round
from matcher.cli import Exit, run
from matcher.files.handed_in import read_handed_in
from matcher.files.results import write_result
from matcher.files.writing import write_round
from matcher.judge import Case, Verdict, judge_case
from matcher.policy import Mechanism, Policy, Stability
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Preference, Priority, Round
from matcher.solve import solve
from tests.oracle.feature_rounds import FIRST, LAST, feature_policy, feature_round, stable_round
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round
from tests.oracle.test_features import made
from tests.oracle.together import Held, Together

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = ("result", "certificate")
WANTED = 1000
HUGE = 2**70
"""More than all weights of a round together, also in the multipliers' unit of 2**-30."""

Documents = dict[str, Any]
"""The content of ``result.json`` and ``certificate.json``."""


@dataclass(frozen=True)
class Base:
    """A round with the files of its result."""

    round: Round
    policy: Policy
    files: Documents

    @cached_property
    def quantities(self) -> Quantities:
        return quantities_of(self.round, self.policy)

    @cached_property
    def oracle(self) -> Together:
        return Together(self.round, self.policy)

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.files["result"]["matching"]
        return rows

    @property
    def is_optimal(self) -> bool:
        return self.policy.mechanism == Mechanism.OPTIMAL


def base(round_: Round, policy: Policy, folder: Path) -> Base | None:
    """The round with its result's files; None when it has no matching to spoil."""
    result = solve(round_, policy)
    if result.matching is None or not result.matching.places:
        return None
    write_result(round_, result, folder)
    files = {name: read(folder / f"{name}.json") for name in FILES if (folder / f"{name}.json").is_file()}
    return Base(round_, policy, files)


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def rounds() -> Iterator[tuple[Round, Policy]]:
    """The demo and the tiny round, plain small rounds, rounds with constraints, stable ones."""
    demo, tiny = load_round(SCENARIOS / "kireevsk-spring"), load_round(SCENARIOS / "tiny")
    yield demo, demo.policy
    off = dict(demo.policy.rules) | {"beds": False, "agreement-seats": False}
    yield replace(demo, mentors=()), replace(demo.policy, mechanism=Mechanism.APPLICANT_PROPOSING, rules=off)
    yield tiny, tiny.policy
    for seed in range(20):
        plain = replace(small_round(seed), starts_on=FIRST, ends_on=LAST)
        yield plain, served(plain, small_policy(seed))
        yield plain, Policy(mechanism=Mechanism.POSITION_PROPOSING)
    for seed in range(30):
        round_, policy = feature_round(seed), feature_policy(seed)
        yield round_, served(round_, policy if round_.placements else replace(policy, max_changes=None))
    for seed in range(20):
        round_, policy = stable_round(seed), replace(feature_policy(seed, stable=True), max_changes=None)
        yield round_, served(round_, policy)

    for seed in range(60):
        round_, policy = made("both", seed)
        yield round_, policy


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[Base]:
    made = (base(*pair, tmp_path_factory.mktemp("solved")) for pair in rounds())
    return [found for found in made if found is not None]


Mutate = Callable[[Random, Base, Documents], bool]
"""Spoils the documents and says whether it could."""


# ------------------------------------------------------------------------------------------------ who sits where


def twice(r: Random, known: Base, files: Documents) -> bool:
    """Somebody's line stands twice: nobody has two places in one period."""
    rows = files["result"]["matching"]
    rows.append(dict(r.choice(rows)))
    return True


def beyond_capacity(r: Random, known: Base, files: Documents) -> bool:
    """Somebody moves to a position all of whose seats others hold: there are more people than seats."""
    seats = {a.applicant_id: a.seats for a in known.round.applicants}
    load: Counter[tuple[str, str]] = Counter()
    for row in known.rows:
        load[row["position_id"], row["period_id"]] += seats[row["applicant_id"]]
    capacity = {j.position_id: j.capacity for j in known.round.positions}
    row = r.choice(files["result"]["matching"])
    own = seats[row["applicant_id"]]
    full = [
        j
        for j in capacity
        if j != row["position_id"]
        and capacity[j] < load[j, row["period_id"]] + own
        and is_open(known, j, row["period_id"])
    ]
    return bool(full) and move(known, row, r.choice(sorted(full)))


def is_open(known: Base, position: str, period: str) -> bool:
    return any(j.position_id == position and j.period_id in (None, period) for j in known.round.positions)


def move(known: Base, row: dict[str, Any], position: str) -> bool:
    """Put a line's applicant elsewhere, under its right host and without a mentor."""
    host = next(j.host for j in known.round.positions if j.position_id == position)
    row.update(position_id=position, host_id=host, mentor_id=None)
    return True


def forbidden_pair(r: Random, known: Base, files: Documents) -> bool:
    """Somebody moves to a position of another specialty, or one that either side refused: a rule forbids the pair."""
    row = r.choice(files["result"]["matching"])
    groups = {g.group: g.specialty for g in known.round.groups}
    person = next(a for a in known.round.applicants if a.applicant_id == row["applicant_id"])
    own = person.specialty or groups.get(str(person.group))
    lists: list[tuple[Preference | Priority, ...]] = [known.round.preferences, known.round.priorities]
    refused = {w.position_id for rows in lists for w in rows if w.applicant_id == person.applicant_id and w.veto}
    out = [
        j.position_id
        for j in known.round.positions
        if is_open(known, j.position_id, row["period_id"])
        and ((j.specialties and own is not None and own not in j.specialties) or j.position_id in refused)
    ]
    return bool(out) and move(known, row, r.choice(out))


def nobody(r: Random, known: Base, files: Documents) -> bool:
    """A line names a person, or a position, that the round does not know."""
    row = r.choice(files["result"]["matching"])
    row[r.choice(("applicant_id", "position_id"))] = "никто"
    return True


def left_out(r: Random, known: Base, files: Documents) -> bool:
    """Somebody's line is gone: the counts of those placed and unplaced are no longer those of the matching."""
    rows = files["result"]["matching"]
    rows.remove(r.choice(rows))
    return True


def other_mentor(r: Random, known: Base, files: Documents) -> bool:
    """Somebody gets a mentor of another enterprise."""
    row = r.choice(files["result"]["matching"])
    other = [m.mentor_id for m in known.round.mentors if m.host_id not in (None, row["host_id"])]
    if other:
        row["mentor_id"] = r.choice(other)
    return bool(other)


def other_line(r: Random, known: Base, files: Documents) -> bool:
    """A line states another host, or another rank, than its place has."""
    row = r.choice(files["result"]["matching"])
    if r.random() < 0.5:
        row["host_id"] = f"{row['host_id']}-2"
    else:
        row["rank"] = (row["rank"] or 0) + r.randint(1, 3)
    return True


def blocking(r: Random, known: Base, files: Documents) -> bool:
    """Two people swap, or one leaves, so that the oracle sees a pair who both gain where the policy forbids it."""
    stable = known.policy.stability == Stability.STABLE or known.policy.mechanism in (
        Mechanism.APPLICANT_PROPOSING,
        Mechanism.POSITION_PROPOSING,
    )
    rows = files["result"]["matching"]
    if not stable or len(known.round.applicants) > 20:
        return stable and left_a_seat(r, known, files)
    if len(rows) > 1 and r.random() < 0.7:
        one, other = r.sample(rows, 2)
        places = one["position_id"], other["position_id"]
        move(known, one, places[1])
        move(known, other, places[0])
    else:
        rows.remove(r.choice(rows))
    files["result"] = only_matching(rows)
    held: Held = {(row["applicant_id"], row["period_id"]): row["position_id"] for row in rows}
    return known.oracle.broken(held) is None and bool(known.oracle.blocking(held))


def left_a_seat(r: Random, known: Base, files: Documents) -> bool:
    """Somebody leaves a seat that he or she would gladly take again, as would the host: the two block."""
    rows = files["result"]["matching"]
    rows.remove(r.choice(rows))
    files["result"] = only_matching(rows)
    return True


def only_matching(rows: list[dict[str, Any]]) -> Documents:
    """A result that claims nothing of its matching, so that it must be judged by the matching alone."""
    return {"matching": [{key: row[key] for key in ("applicant_id", "period_id", "position_id")} for row in rows]}


# ------------------------------------------------------------------------------------------- what a result claims


def other_value(r: Random, known: Base, files: Documents) -> bool:
    """A level claims another value than its matching has."""
    levels = files["result"]["levels"]
    if not levels:
        return False
    level = r.choice(levels)
    level["value"] = shifted(r, level["value"])
    return True


def shifted(r: Random, value: Any) -> Any:
    """Another number, or another profile."""
    if not isinstance(value, list):
        return value + r.choice((-3, -1, 1, 2, 1000))
    if not value:
        return [1]
    n = r.randrange(len(value))
    return [v + r.choice((-1, 1, 5)) * (k == n) for k, v in enumerate(value)]


def other_bound(r: Random, known: Base, files: Documents) -> bool:
    """A level that cannot be spent from is proved, so its bound is its value: any other bound is wrong."""
    levels = files["result"]["levels"]
    firm = [
        level
        for level, own in zip(levels, known.policy.objectives, strict=False)
        if level["proved"] and not own.give_up
    ]
    if not firm:
        return False
    level = r.choice(firm)
    level["bound"] = None if r.random() < 0.2 else shifted(r, level["bound"])
    return True


def unfounded(r: Random, known: Base, files: Documents) -> bool:
    """Optimal is said of a result one of whose levels is not proved; or a level is proved by who sought none."""
    levels = files["result"]["levels"]
    if not levels:
        return False
    level = r.choice(levels)
    level["proved"] = not known.is_optimal
    if level["proved"]:
        level["bound"] = level["value"]
    return True


def other_status(r: Random, known: Base, files: Documents) -> bool:
    """There is a matching and the search ended with proof: the status is optimal, and nothing else."""
    result = files["result"]
    assert result["status"] == "optimal"
    if r.random() < 0.3:
        result["stop_reason"] = r.choice(("time", "conflict"))
    else:
        result["status"] = r.choice(("feasible", "infeasible", "none", "best"))
    return True


def other_count(r: Random, known: Base, files: Documents) -> bool:
    """One of the counts beside the matching is another than one gets by counting."""
    result = files["result"]
    name = r.choice(("rank_profile", "unranked", "placed", "unplaced", "blocking_pairs"))
    result[name] = shifted(r, result[name])
    return True


def other_fewest(r: Random, known: Base, files: Documents) -> bool:
    """No stable matching is left: the result conceals it, counts other pairs, or contradicts its own proof."""
    result = files["result"]
    if "fewest_blocking" not in result:
        return False
    fewest = result["fewest_blocking"]
    match r.randrange(3):
        case 0:
            del result["fewest_blocking"]
        case 1:
            fewest["value"] = fewest["bound"] = fewest["value"] + r.choice((-1, 1, 2))
        case 2:
            fewest["bound"] = fewest["value"] - 1
    return True


def other_reason(r: Random, known: Base, files: Documents) -> bool:
    """A reason is missing for somebody without a place, or given to somebody who has one."""
    result = files["result"]
    if result["reasons"] and r.random() < 0.5:
        result["reasons"].remove(r.choice(result["reasons"]))
    else:
        row = r.choice(result["matching"])
        reason = {"applicant_id": row["applicant_id"], "period_id": row["period_id"], "code": "competition"}
        result["reasons"].append(reason)
    return True


def other_round(r: Random, known: Base, files: Documents) -> bool:
    """The result names the content of another round."""
    files["result"]["facts"]["round_sha256"] = f"{r.getrandbits(256):064x}"
    return True


# --------------------------------------------------------------------------------------------- what is to prove it


def stages(files: Documents) -> list[dict[str, Any]]:
    certificate = files.get("certificate", {})
    return [*certificate.get("stages", []), *certificate.get("multipliers", [])]


def other_stage_bound(r: Random, known: Base, files: Documents) -> bool:
    """Prices and multipliers give exactly one bound; the stage states another, better or worse."""
    if not stages(files):
        return False
    stage = r.choice(stages(files))
    stage["bound"] += r.choice((-1, 1)) * r.choice((1, 2, 7, 10**6))
    return True


def missing_stage(r: Random, known: Base, files: Documents) -> bool:
    """A level is said to be certified, but the certificate lacks one of its stages."""
    certified = {n for n, level in enumerate(files["result"]["levels"]) if level["certified"]}
    own = [stage for stage in stages(files) if stage["level"] in certified]
    if not own:
        return False
    gone = r.choice(own)
    for kind in ("stages", "multipliers"):
        files["certificate"][kind] = [s for s in files["certificate"][kind] if s is not gone]
    return True


def dear_place(r: Random, known: Base, files: Documents) -> bool:
    """In the first stage a place costs more than all is worth: its seats alone come to more than the bound.

    Where nobody is fixed there, that is: a place that somebody must hold gives back what it costs.
    """
    priced = files.get("certificate", {}).get("stages", [])
    places = [(j.position_id, period) for j in known.round.positions for period in periods(known) if j.capacity]
    places = [p for p in places if is_open(known, *p)]
    if not priced or not places or known.round.locks:
        return False
    position, period = r.choice(places)
    stage = priced[0]
    own = [p for p in stage["prices"]["places"] if (p["position_id"], p["period_id"]) != (position, period)]
    dear = {"position_id": position, "period_id": period, "price": r.choice((2**40, 2**50, HUGE))}
    stage["prices"]["places"] = [*own, dear]
    return True


def periods(known: Base) -> list[str]:
    return [t.period_id for t in known.round.periods] or [""]


def negative_price(r: Random, known: Base, files: Documents) -> bool:
    """In the first stage nothing must be filled yet, so no price may be negative."""
    priced = files.get("certificate", {}).get("stages", [])
    if not priced:
        return False
    place = r.choice(known.round.positions).position_id
    period = next(t for t in periods(known) if is_open(known, place, t))
    entries = priced[0]["prices"]["places"]
    own = [p for p in entries if (p["position_id"], p["period_id"]) != (place, period)]
    priced[0]["prices"]["places"] = [
        *own,
        {"position_id": place, "period_id": period, "price": -r.randint(1, 10**6)},
    ]
    return True


def charged(r: Random, known: Base, files: Documents) -> bool:
    """In the first stage a need's one place is charged more than everything is worth: the bound grows by as much."""
    with_rows = files.get("certificate", {}).get("multipliers", [])
    free = [row for row in known.rows if not any(k.applicant_id == row["applicant_id"] for k in known.round.locks)]
    if not with_rows or not free:
        return False
    row = r.choice(free)
    name = ["need", row["applicant_id"], row["period_id"]]
    own = [m for m in with_rows[0]["rows"] if m["row"] != name]
    with_rows[0]["rows"] = [*own, {"row": name, "multiplier": r.choice((2**60, HUGE))}]
    return True


def no_such_row(r: Random, known: Base, files: Documents) -> bool:
    """A multiplier charges a row that the model does not have, or a side that a row leaves open: no proof."""
    with_rows = files.get("certificate", {}).get("multipliers", [])
    if not with_rows:
        return False
    row = r.choice(known.rows)
    open_side = ["need", row["applicant_id"], row["period_id"]]
    fixed = any(k.applicant_id == row["applicant_id"] for k in known.round.locks)
    name, sign = (["nothing"], 1) if fixed or r.random() < 0.4 else (open_side, -1)
    stage = r.choice(with_rows)
    own = [m for m in stage["rows"] if m["row"] != name]
    stage["rows"] = [*own, {"row": name, "multiplier": sign * r.choice((1, 2**20, 2**30))}]
    return True


KINDS: tuple[Mutate, ...] = (
    twice,
    beyond_capacity,
    forbidden_pair,
    nobody,
    left_out,
    other_mentor,
    other_line,
    blocking,
    other_value,
    other_bound,
    unfounded,
    other_status,
    other_count,
    other_fewest,
    other_reason,
    other_round,
    other_stage_bound,
    missing_stage,
    dear_place,
    negative_price,
    charged,
    no_such_row,
)


def written(files: Documents, folder: Path) -> Path:
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return folder


def judged(known: Base, files: Documents, folder: Path) -> Verdict:
    """The verdict on files as they are read back."""
    for old in folder.glob("*.json"):
        old.unlink()
    shown = read_handed_in(written(files, folder))
    return judge_case(Case(known.quantities, shown.matching), shown.certificate, shown.claims)


def test_results_that_nobody_spoilt_are_accepted(bases: list[Base], tmp_path: Path) -> None:
    assert [b.round.round_id for b in bases if not judged(b, b.files, tmp_path).accepted] == []


def spoil(r: Random, kind: Mutate, bases: list[Base]) -> tuple[Base, Documents]:
    """A result spoilt in one way: bases are drawn until one is such that it can be."""
    for _ in range(10**4):
        known = r.choice(bases)
        files = copy.deepcopy(known.files)
        if kind(r, known, files):
            return known, files
    raise AssertionError(kind.__name__)


def test_a_thousand_spoilt_results_are_all_rejected(bases: list[Base], tmp_path: Path) -> None:
    r = Random(2026)
    accepted = []
    for n in range(WANTED):
        kind = KINDS[n % len(KINDS)]
        known, files = spoil(r, kind, bases)
        if judged(known, files, tmp_path).accepted:
            accepted.append((kind.__name__, known.round.round_id, n))
    assert accepted == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_command_rejects_each_kind_with_four(
    kind: Mutate, bases: list[Base], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known, files = spoil(Random(7), kind, bases)
    write_round(replace(known.round, policy=known.policy), tmp_path / "round.json")
    (tmp_path / "out").mkdir()
    written(files, tmp_path / "out")
    for lang in ("ru", "en"):
        assert run(["judge", str(tmp_path / "round.json"), str(tmp_path / "out"), "--lang", lang]) == Exit.REJECTED
    assert capsys.readouterr().out
