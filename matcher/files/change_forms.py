"""Change forms: how each change stands in a scenario file: its keys, and how it is made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

from matcher.files.cells import parse_number
from matcher.files.inline_rows import read_row, read_rows
from matcher.files.keys import read_count, read_day, read_ids, read_keys, read_real, read_text_at
from matcher.files.policies import KEYS as POLICY_KEYS
from matcher.files.policies import policy_from
from matcher.files.settings import Spot, read_switch
from matcher.files.tables_papers import AGREEMENTS
from matcher.files.tables_people import APPLICANTS
from matcher.files.tables_places import HOSTS, MENTORS, POSITIONS
from matcher.rounds import AgreementKind
from matcher.simulate import changes as ch
from matcher.simulate.changes import Amount, Edit, Papers, People, Places

PLACES = ("position_id", "host_id", "specialty", "locality")
PEOPLE = ("applicant_id", "group", "specialty", "locality")
PAPERS = ("agreement_id", "host_id")
AMOUNT = ("to", "by", "times")
LARGEST = 10.0**9
MOST_ARRIVALS = 10_000
Selection = TypeVar("Selection", Places, People, Papers)
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters of a change: the mapping as written, its known keys, and where it stands."""

    value: object
    entries: Mapping[str, object]
    spot: Spot

    def at(self, key: str) -> Spot:
        """Return where a key stands."""
        return self.spot.inner(self.value, key)

    def read(self, key: str, read: Callable[[object, Spot], Any], otherwise: Any = None) -> Any:
        """Return what a key says, ``otherwise`` when it is not there."""
        return read(self.entries[key], self.at(key)) if key in self.entries else otherwise

    def selection(self, kind: type[Selection], keys: Sequence[str]) -> Selection:
        """Return the filters; one that is there without a value is a problem, for it would let everything pass."""
        for key in keys:
            if isinstance(self.value, Mapping) and key in self.value and self.value[key] is None:
                self.at(key).unfit("bad-text", None)
        return kind(**{key: read_ids(self.entries[key], self.at(key)) for key in keys if key in self.entries})

    def papers(self) -> Papers:
        """Return the agreements named; naming none is a problem."""
        found = self.selection(Papers, PAPERS)
        if not set(PAPERS) & self.entries.keys():
            self.spot.problem("missing-one-of", names=" | ".join(PAPERS))
        return found

    def amount(self) -> Amount:
        """Return the amount, by exactly one of its keys."""
        keys = [key for key in AMOUNT if key in self.entries]
        if len(keys) != 1:
            self.spot.problem("one-amount", names=" | ".join(AMOUNT))
        return _amount(keys[0], self.entries[keys[0]], self.at(keys[0])) if keys else Amount(by=0)


def _amount(key: str, value: object, spot: Spot) -> Amount:
    if key == "by" and isinstance(value, str) and value.strip().endswith("%"):
        percent = parse_number(value.strip().removesuffix("%"))
        if percent is not None and percent >= -100:
            return Amount(times=(100 + percent) / 100)
        spot.unfit("bad-percent", value)
        return Amount(by=0)
    low = -LARGEST if key == "by" else 0.0
    return Amount(**{key: read_real(value, low, LARGEST, spot) or 0.0})


@dataclass(frozen=True, slots=True)
class Form:
    """The keys of a change, those it cannot do without, and how it is made."""

    make: Callable[[Given], Said]
    keys: tuple[str, ...]
    required: tuple[str, ...] = ()


def _sized(given: Given) -> Said:
    return {"places": given.selection(Places, PLACES), "amount": given.amount()}


def _shock(given: Given) -> Said:
    return {"places": given.selection(Places, PLACES), "amount": Amount(times=given.read("times", _factor, 1.0))}


def _factor(value: object, spot: Spot) -> float:
    return read_real(value, 0.0, 1000.0, spot) or 0.0


def _new_host(given: Given) -> Said:
    of_host = {"host_id": ""}
    return {
        "host": given.read("host", partial(read_row, HOSTS)),
        "positions": given.read("positions", partial(read_rows, POSITIONS), ()),
        "agreement": given.read("agreement", _agreement_of_host),
        "mentors": given.read("mentors", partial(read_rows, MENTORS, free=of_host), ()),
    }


def _new_positions(given: Given) -> Said:
    return {
        "host_id": given.read("host_id", read_text_at, ""),
        "positions": given.read("positions", partial(read_rows, POSITIONS), ()),
        "mentors": given.read("mentors", partial(read_rows, MENTORS), ()),
    }


NUMBERED_LATER = {"agreement_id": "", "kind": AgreementKind.PRACTICE}


def _agreement_of_host(value: object, spot: Spot) -> object:
    value = {} if isinstance(value, str) and read_switch(value, spot) else value
    return read_row(AGREEMENTS, value, spot, {**NUMBERED_LATER, "host_id": ""})


def _signed(given: Given) -> Said:
    return {"agreement": read_row(AGREEMENTS, given.value, given.spot, NUMBERED_LATER)}


def _ended(given: Given) -> Said:
    return {"papers": given.papers(), "on": given.read("on", read_day)}


def _prolonged(given: Given) -> Said:
    return {"papers": given.papers(), "to": given.read("to", read_day)}


def _mentor(given: Given) -> Said:
    return {"mentor": read_row(MENTORS, given.value, given.spot, {"mentor_id": ""})}


def _bus(given: Given) -> Said:
    return {"places": given.selection(Places, PLACES), "runs": given.read("runs", read_switch, otherwise=True)}


def _clones(given: Given) -> Said:
    people = given.selection(People, PEOPLE)
    return {"like": people, "n": given.read("n", lambda v, s: read_count(v, 1, MOST_ARRIVALS, s) or 1)}


def _rule(given: Given) -> Said:
    return {"rule": given.read("code", read_text_at, ""), "on": given.read("is", read_switch, otherwise=True)}


def _policy(given: Given) -> Said:
    before = len(given.spot.findings.problems)
    policy = policy_from(given.value, given.spot)
    found = given.spot.findings.problems
    # read_keys has told the unknown keys already, with the nearest ones
    own = {f"{given.spot.path}.{key}" for key in cast("Mapping[str, object]", given.value)}
    found[before:] = [p for p in found[before:] if p.code != "unknown-key" or p.column not in own]
    return {"policy": policy, "keys": tuple(given.entries)}


_ANY = ()
"""The keys are columns of a table, which are read under all their names."""

FORMS: Mapping[type[Edit], Form] = {
    ch.Seats: Form(_sized, (*PLACES, *AMOUNT)),
    ch.Demand: Form(_shock, (*PLACES, "times"), ("times",)),
    ch.Minimum: Form(_sized, (*PLACES, *AMOUNT)),
    ch.HirePlaces: Form(_sized, (*PLACES, *AMOUNT)),
    ch.NewHost: Form(_new_host, ("host", "positions", "agreement", "mentors"), ("host", "positions")),
    ch.NewPositions: Form(_new_positions, ("host_id", "positions", "mentors"), ("host_id", "positions")),
    ch.HostWithdraws: Form(lambda g: {"places": g.selection(Places, PLACES)}, PLACES),
    ch.AgreementSigned: Form(_signed, _ANY),
    ch.DraftSigned: Form(lambda g: {"papers": g.papers()}, PAPERS),
    ch.AgreementEnded: Form(_ended, (*PAPERS, "on")),
    ch.AgreementProlonged: Form(_prolonged, (*PAPERS, "to")),
    ch.MentorAdded: Form(_mentor, _ANY),
    ch.Bus: Form(_bus, (*PLACES, "runs")),
    ch.Beds: Form(_sized, (*PLACES, *AMOUNT)),
    ch.Pay: Form(_sized, (*PLACES, *AMOUNT)),
    ch.Reach: Form(lambda g: {"people": g.selection(People, PEOPLE), "amount": g.amount()}, (*PEOPLE, *AMOUNT)),
    ch.Arrivals: Form(
        lambda g: {"applicants": g.read("applicants", partial(read_rows, APPLICANTS), ())},
        ("applicants",),
        ("applicants",),
    ),
    ch.Clones: Form(_clones, (*PEOPLE, "n"), ("n",)),
    ch.Withdrawals: Form(lambda g: {"people": g.selection(People, PEOPLE)}, PEOPLE),
    ch.RuleSwitched: Form(_rule, ("code", "is"), ("code", "is")),
    ch.PolicyChanged: Form(_policy, POLICY_KEYS),
}
"""How each change is written; in the order of :data:`matcher.simulate.changes.CHANGES`."""


def made(kind: type[Edit], value: object, spot: Spot, common: Said) -> Edit | None:
    """Return the change that its parameters describe, None and problems when they do not describe one.

    ``common`` has what every change may say of itself: ``chance``, ``cost``, ``where``.
    """
    form, before = FORMS[kind], len(spot.findings.problems)
    value = {} if value is None and not form.required else value
    entries = read_keys(value, form.keys, spot, form.required) if form.keys else {}
    if len(spot.findings.problems) > before and not isinstance(value, Mapping):
        return None
    said = form.make(Given(value, entries, spot))
    if len(spot.findings.problems) > before:
        return None
    return cast("Callable[..., Edit]", kind)(**said, **common)
