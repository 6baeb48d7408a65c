"""Changes of scenario files: lists of them read, and held against the rounds they edit, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.files.change_forms import made
from matcher.files.keys import read_chance, read_real, unknown_key
from matcher.files.settings import Spot, read_choice
from matcher.rounds import Round
from matcher.simulate.changes import CHANGES, Edit, HostWithdraws, Misfit, Where, Withdrawals
from matcher.simulate.draws import Draws
from matcher.validate import check

KINDS: Mapping[str, type[Edit]] = {kind.code: kind for kind in CHANGES}
COMMON = ("chance", "cost", "in")
DEAREST = 10.0**12
ANY_TRIAL = Draws(0, 0)
"""Lots that decide nothing here: a change is held against a round to see whether it fits, not what it does."""


@dataclass(frozen=True, slots=True)
class Written:
    """A change with its parameters as written, and where they stand."""

    change: Edit
    value: object
    spot: Spot

    def tell(self, misfit: Misfit) -> None:
        """Add a misfit as a problem, at its key."""
        inside = isinstance(self.value, Mapping) and misfit.key in self.value
        spot = self.spot.inner(self.value, misfit.key) if inside else self.spot
        spot.problem(misfit.code, sentence_of(misfit), **misfit.values)


OF_POLICIES = frozenset({"unknown-rule", "rule-fixed", "no-data", "no-placements"})
"""Misfits that policies have elsewhere too, with sentences of their own."""


def sentence_of(misfit: Misfit) -> str:
    """Return the sentence of a misfit; that of an unknown id names the nearest one where there is one."""
    if misfit.code in OF_POLICIES:
        return misfit.code
    near = misfit.code == "unknown-id" and misfit.values.get("near") is not None
    return f"change.{misfit.code}-near" if near else f"change.{misfit.code}"


def read_changes(value: object, spot: Spot) -> tuple[Written, ...]:
    """Return the changes of a list, those that could be read."""
    if value is None:
        return ()
    if not isinstance(value, Sequence) or isinstance(value, str):
        spot.unfit("bad-changes", value)
        return ()
    read = (_change(item, spot.inner(value, i)) for i, item in enumerate(value))
    return tuple(found for found in read if found is not None)


def _change(item: object, spot: Spot) -> Written | None:
    """Read ``{kind: {parameters}, chance: …, cost: …, in: …}``."""
    if not isinstance(item, Mapping):
        spot.unfit("bad-mapping", item, known=", ".join(KINDS))
        return None
    common = _common(item, spot)
    kinds = [key for key in item if key in KINDS]
    if len(kinds) != 1:
        if kinds:
            spot.problem("two-changes", names=", ".join(kinds))
        elif set(item) <= set(COMMON):
            spot.problem("no-change", names=", ".join(KINDS))
        return None
    where = spot.inner(item, kinds[0])
    change = made(KINDS[kinds[0]], item[kinds[0]], where, common)
    return None if change is None else Written(change, item[kinds[0]], where)


def _common(item: Mapping[str, object], spot: Spot) -> dict[str, Any]:
    for key in item:
        if key not in KINDS and key not in COMMON:
            unknown_key(str(key), (*KINDS, *COMMON), spot.inner(item, key))
    said: dict[str, Any] = {}
    if item.get("chance") is not None:
        said["chance"] = read_chance(item["chance"], spot.inner(item, "chance"))
    if item.get("cost") is not None:
        said["cost"] = read_real(item["cost"], -DEAREST, DEAREST, spot.inner(item, "cost"))
    if item.get("in") is not None:
        said["where"] = read_choice(item["in"], Where, spot.inner(item, "in"))
    return {key: entry for key, entry in said.items() if entry is not None}


Rounds = Mapping[Where, Round | None]


def hold(written: Sequence[Written], rounds: Rounds) -> None:
    """Tell every change that does not fit the rounds, in order, those before it made.

    Changes that may not happen are taken to have happened first, then not to have happened: the others must fit both.
    """
    _hold(written, rounds, may_happen=True)
    if any(0 < w.change.chance < 1 for w in written):
        _hold(written, rounds, may_happen=False)


def _hold(written: Sequence[Written], rounds: Rounds, *, may_happen: bool) -> None:
    now = dict(rounds)
    for w in written:
        round_ = now.get(w.change.where)
        if w.change.where == Where.VACANCIES and w.change.where not in now:
            w.spot.problem("no-vacancies")
        if round_ is None:
            continue
        misfits = [*w.change.misfits(round_)]
        for misfit in misfits:
            w.tell(misfit)
        if not misfits and (w.change.chance >= 1 or (may_happen and not isinstance(w.change, _LEAVING))):
            now[w.change.where] = _made_in(round_, w)


_LEAVING = (HostWithdraws, Withdrawals)
"""Where lots decide who leaves, everyone may still be there."""


def _made_in(round_: Round, w: Written) -> Round:
    """Return the round with the change, and tell what it would make wrong in its tables."""
    after = w.change.applied(round_, ANY_TRIAL)
    faults = [p for p in check(after) if p.code != "empty-table"]
    for p in faults:
        w.spot.problem(p.code, p.sentence, **{"first": None, **p.values})
    return round_ if faults else after
