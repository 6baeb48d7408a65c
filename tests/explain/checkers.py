"""A checker for each code of a reason: does its evidence hold in the round? Nothing is taken from what made it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from matcher.judge import Case
from matcher.judge.feasibility import violations
from matcher.levels import difference, goodness
from matcher.matching import LevelValue, Matching, Place, Reason, Result, Status
from matcher.measures import measure
from matcher.needs import Need, PlaceKey
from matcher.rounds import Lock, LockKind
from matcher.solve import solve

Evidence = Mapping[str, Any]


class Checker:
    """A round with its result, against which reasons are held."""

    def __init__(self, case: Case, result: Result) -> None:
        assert result.matching is not None
        bare = Matching(tuple(replace(p, mentor_id=None) for p in result.matching.places))
        self.case, self.result = case.beside(bare), result
        self.position_of = {Need(p.applicant_id, p.period_id): p.position_id for p in bare.places}
        self.hosts = {j.position_id: j.host for j in case.round.positions}

    def check(self, reason: Reason) -> None:
        """Assert that the reason's evidence holds."""
        need = Need(reason.applicant_id, reason.period_id)
        assert need in self.case.need_index
        CHECKS[reason.code](self, need, reason.evidence)

    def place(self, need: Need, e: Evidence) -> PlaceKey:
        return PlaceKey(e["position_id"], need.period_id)

    def is_eligible(self, need: Need, place: PlaceKey) -> bool:
        return not self.case.book.breaches(need, place)

    def moved(self, moves: Sequence[Sequence[str | None]]) -> Matching:
        gone = {(a, t) for a, t, _ in moves}
        new = [Place(str(a), str(t), j) for a, t, j in moves if j is not None]
        return Matching((*(p for p in self.case.matching.places if (p.applicant_id, p.period_id) not in gone), *new))

    def values(self, matching: Matching) -> list[LevelValue]:
        ledger = self.case.beside(matching).ledger
        return [measure(level, ledger) for level in self.case.policy.objectives]

    def changes(self, new: Sequence[LevelValue]) -> list[LevelValue]:
        now = self.values(self.case.matching)
        return [difference(k, a, b) for k, a, b in zip(self.case.policy.objectives, new, now, strict=True)]

    def good(self, changes: Sequence[LevelValue]) -> list[tuple[float, ...]]:
        levels = self.case.policy.objectives
        return [goodness(k.name, k.measure, c) for k, c in zip(levels, changes, strict=True)]

    def forced(self, need: Need, position: str) -> Result:
        lock = Lock(need.applicant_id, position, LockKind.ASSIGNED, "проверка")
        return solve(replace(self.case.round, locks=(*self.case.round.locks, lock)), self.case.policy)

    def others(self, scope: Evidence, place: PlaceKey) -> list[Place]:
        """The lines at the place, or at whatever it shares seats with."""
        if scope["scope"] == "position" and "owner" not in scope:
            return [p for p in self.case.matching.places if PlaceKey(p.position_id, p.period_id) == place]
        now = next(s for s in self.case.shared if self._owns(s, scope, place))
        within = {self.case.eligibility.places[j] for j in now.places}
        return [p for p in self.case.matching.places if PlaceKey(p.position_id, p.period_id) in within]

    def _owns(self, shared: Any, scope: Evidence, place: PlaceKey) -> bool:
        places = {self.case.eligibility.places[j] for j in shared.places}
        named = (shared.kind, shared.owner, shared.capacity) == (scope["scope"], scope["owner"], scope["seats"])
        taken = sum(self.case.load[p] for p in places)
        return named and place in places and scope.get("taken", taken) == taken

    def seats_of(self, lines: Sequence[Place]) -> int:
        return sum(self.case.seats[p.applicant_id] for p in lines)


def rule(c: Checker, need: Need, e: Evidence) -> None:
    found = c.case.book.breaches(need, c.place(need, e))
    assert e["rules"] == [{"code": b.code, **b.evidence} for b in found]
    assert found


def lock(c: Checker, need: Need, e: Evidence) -> None:
    if "rules" in e:
        rule(c, need, e)
        assert {r["code"] for r in e["rules"]} & {"lock-assigned", "lock-forbidden"}
    elif "conditions" in e:
        condition(c, need, e)
    else:
        own = [k for k in c.case.round.locks if (k.applicant_id, k.kind) == (need.applicant_id, LockKind.ASSIGNED)]
        assert (e["position_id"], e["reason"], e["author"]) in {(k.position_id, k.reason, k.author) for k in own}
        assert c.position_of[need] == e["position_id"]


def standing(c: Checker, need: Need, e: Evidence) -> None:
    case, place = c.case, c.place(need, e)
    assert c.is_eligible(need, place)
    pairs = zip(case.eligibility.need_of.tolist(), case.eligibility.place_of.tolist(), strict=True)
    pair = {key: n for n, key in enumerate(pairs)}
    serial = case.policy.mechanism == "serial"

    def stands(who: Need, where: PlaceKey) -> Any:
        i = case.need_index[who]
        if serial:
            return (not case.quantities.fixed[i], case.quantities.order[i])
        return case.quantities.host_standing[pair[i, case.place_index[where]]]

    lines = [p for p in c.others(e, place) if p.applicant_id in e["ahead"]]
    assert {p.applicant_id for p in lines} == set(e["ahead"])
    kept = [
        p
        for p in lines
        if stands(Need(p.applicant_id, p.period_id), PlaceKey(p.position_id, p.period_id)) <= stands(need, place)
    ]
    assert c.seats_of(kept) + case.seats[need.applicant_id] > e["seats"]


def condition(c: Checker, need: Need, e: Evidence) -> None:
    assert c.is_eligible(need, c.place(need, e))
    matching = c.moved([(need.applicant_id, need.period_id, e["position_id"])])
    at_hand = violations(c.case)[0]
    found = [v for v in violations(c.case.beside(matching))[0] if v not in at_hand]
    assert [{k: v for k, v in asdict(f).items() if v is not None} for f in found] == e["conditions"]
    assert found


def competition(c: Checker, need: Need, e: Evidence) -> None:
    if "competitors" in e:
        tight_set(c, need, e)
    elif "conditions" in e:
        condition(c, need, e)
    else:
        full(c, need, e)


def tight_set(c: Checker, need: Need, e: Evidence) -> None:
    """All competitors have no other place, and want more seats than there are."""
    own = c.case.eligibility
    assert need.applicant_id in e["competitors"]
    assert need not in c.position_of
    wanted = 0
    for applicant in e["competitors"]:
        i = c.case.need_index[Need(applicant, need.period_id)]
        allowed = {own.places[j].position_id for j in own.place_of[own.need_of == i].tolist()}
        assert allowed <= set(e["positions"])
        wanted += c.case.seats[applicant]
    shared = {(s["scope"], s["owner"]): s["seats"] for s in e["shared"]}
    together = [s for s in c.case.shared if (s.kind, s.owner) in shared and need.period_id in s.periods]
    bounded = {own.places[j] for s in together for j in s.places}
    alone = [PlaceKey(j, need.period_id) for j in e["positions"] if PlaceKey(j, need.period_id) not in bounded]
    seats = sum(c.case.capacity[c.case.place_index[p]] for p in alone) + sum(shared.values())
    assert (wanted, seats) == (e["wanted"], e["seats"])
    assert wanted > seats


def full(c: Checker, need: Need, e: Evidence) -> None:
    place = c.place(need, e)
    assert c.is_eligible(need, place)
    lines = c.others(e, place)
    assert c.seats_of(lines) == e["taken"]
    own = [p for p in lines if (p.applicant_id, p.period_id) == (need.applicant_id, need.period_id)]
    assert e["taken"] - c.seats_of(own) + c.case.seats[need.applicant_id] > e["seats"]


def level_trade(c: Checker, need: Need, e: Evidence) -> None:
    if e["method"] == "move":
        assert not condition_free(c, need, e)
        new = c.values(c.moved([(need.applicant_id, need.period_id, e["position_id"])]))
        worse(c, e, c.changes(new), exactly=True)
        return
    full(c, need, e)
    again = c.forced(need, e["position_id"])
    if again.status == Status.INFEASIBLE:
        assert e["method"] == "prices"
        return
    assert again.status == Status.OPTIMAL
    worse(c, e, c.changes([level.value for level in again.levels]), exactly=e["method"] == "solve")


def condition_free(c: Checker, need: Need, e: Evidence) -> list[object]:
    matching = c.moved([(need.applicant_id, need.period_id, e["position_id"])])
    at_hand = violations(c.case)[0]
    return [v for v in violations(c.case.beside(matching))[0] if v not in at_hand]


def worse(c: Checker, e: Evidence, changes: Sequence[LevelValue], *, exactly: bool) -> None:
    """The first level to change gets worse; if it is the one named, then by as much as is said."""
    spends = any(level.give_up for level in c.case.policy.objectives)
    good = c.good(changes)
    if spends:
        assert any(next((x for x in g if x), 0) < 0 for g in good) or not exactly
        return
    first = next((n for n, g in enumerate(good) if any(g)), None)
    assert first is not None, "nothing is lost"
    assert next(x for x in good[first] if x) < 0
    level = c.case.policy.objectives[first]
    if exactly:
        assert (e["level"], e["measure"]) == (level.name, level.measure)
        assert [k["change"] for k in e["levels"]] == list(changes)
    if (e["level"], e["measure"]) != (level.name, level.measure):
        return
    change = changes[first]
    if not isinstance(change, tuple):
        assert abs(change) >= e["at_least"] - 1e-9
        assert not exactly or abs(change) == e["at_least"]
        return
    ranks = list(range(1, len(change) + 1))
    order = ranks if level.name == "tier" or level.measure == "rank-maximal" else ranks[::-1]
    at = next(k for k in order if change[k - 1])
    assert order.index(at) <= order.index(e["rank"])
    if at == e["rank"]:
        assert abs(change[at - 1]) >= e["at_least"]


def lottery(c: Checker, need: Need, e: Evidence) -> None:
    if e["method"] == "solve":
        again = c.forced(need, e["position_id"])
        assert not any(any(g) for g in c.good(c.changes([level.value for level in again.levels])))
        return
    matching = c.moved(e["moves"])
    at_hand = violations(c.case)[0]
    assert [v for v in violations(c.case.beside(matching))[0] if v not in at_hand] == []
    assert not any(any(g) for g in c.good(c.changes(c.values(matching))))
    assert (need.applicant_id, need.period_id, e["position_id"]) in {tuple(m) for m in e["moves"]}


def impossible(c: Checker, need: Need, e: Evidence) -> None:
    full(c, need, e)
    assert c.forced(need, e["position_id"]).status == Status.INFEASIBLE


def nowhere(c: Checker, need: Need, e: Evidence) -> None:
    places = [p for p in c.case.eligibility.places if p.period_id == need.period_id]
    assert not any(c.is_eligible(need, p) for p in places)
    assert e["excluded"] == dict(c.case.book.exclusions_of(need))
    assert len(e["nearest"]) == min(3, len(places))
    for near in e["nearest"]:
        rule(c, need, near)


def here(c: Checker, need: Need, e: Evidence) -> None:
    """Why a place is held: its rank, how many places were better, and how many of them rules forbid."""
    own = c.case.eligibility
    assert c.position_of[need] == e["position_id"]
    i = c.case.need_index[need]
    assert e["eligible"] == int((own.need_of == i).sum())
    assert e["barred"] <= e["better"]
    ranks = c.case.ledger.ranks
    line = next(p for p in c.case.matching.places if Need(p.applicant_id, p.period_id) == need)
    assert e["rank"] == (ranks[line] if c.case.round.preferences else None)


def first_choice(c: Checker, need: Need, e: Evidence) -> None:
    here(c, need, e)
    assert e["better"] == 0
    assert e["rank"] is not None


def only_place(c: Checker, need: Need, e: Evidence) -> None:
    here(c, need, e)
    assert e["eligible"] == 1


def unranked(c: Checker, need: Need, e: Evidence) -> None:
    here(c, need, e)
    assert e["rank"] is None


def best_allowed(c: Checker, need: Need, e: Evidence) -> None:
    here(c, need, e)
    assert e["better"] == e["barred"] > 0


def next_choice(c: Checker, need: Need, e: Evidence) -> None:
    here(c, need, e)
    assert e["better"] > e["barred"]


def not_asked(c: Checker, need: Need, e: Evidence) -> None:
    here(c, need, e)
    assert not c.case.round.preferences


def never(c: Checker, need: Need, e: Evidence) -> None:
    raise AssertionError(f"{need}: something better was overlooked: {e}")


CHECKS: Mapping[str, Callable[[Checker, Need, Evidence], None]] = {
    "rule": rule,
    "lock": lock,
    "lower-priority": standing,
    "earlier-turn": standing,
    "companions": condition,
    "at-a-time": condition,
    "max-minors": condition,
    "beds": condition,
    "quota": condition,
    "mentor": condition,
    "supervisor": condition,
    "agreement-seats": condition,
    "minimum-not-reached": condition,
    "max-changes": condition,
    "competition": competition,
    "level-trade": level_trade,
    "lottery": lottery,
    "impossible": impossible,
    "no-eligible-place": nowhere,
    "first-choice": first_choice,
    "only-place": only_place,
    "unranked": unranked,
    "best-allowed": best_allowed,
    "next-choice": next_choice,
    "not-asked": not_asked,
    "overlooked": never,
}
