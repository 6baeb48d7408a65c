"""Changes: what a scenario does to a round, one small frozen dataclass a change, applied purely."""

from collections.abc import Iterable

from matcher.rounds import Round
from matcher.simulate.changes.amounts import Amount
from matcher.simulate.changes.conditions import Beds, Bus, Pay, Reach
from matcher.simulate.changes.edit import Edit, Misfit, Where
from matcher.simulate.changes.hosts import HostWithdraws, NewHost, NewPositions
from matcher.simulate.changes.mentors import MentorAdded
from matcher.simulate.changes.papers import AgreementEnded, AgreementProlonged, AgreementSigned, DraftSigned, Papers
from matcher.simulate.changes.people import Arrivals, Clones, Withdrawals
from matcher.simulate.changes.policies import PolicyChanged, RuleSwitched
from matcher.simulate.changes.seats import Demand, HirePlaces, Minimum, Seats
from matcher.simulate.changes.selections import People, Places
from matcher.simulate.draws import Draws
from matcher.simulate.scenarios import Change

CHANGES: tuple[type[Edit], ...] = (
    Seats,
    Demand,
    Minimum,
    HirePlaces,
    NewHost,
    NewPositions,
    HostWithdraws,
    AgreementSigned,
    DraftSigned,
    AgreementEnded,
    AgreementProlonged,
    MentorAdded,
    Bus,
    Beds,
    Pay,
    Reach,
    Arrivals,
    Clones,
    Withdrawals,
    RuleSwitched,
    PolicyChanged,
)
"""Every kind of change: the table of contents of this room."""


def changed(round_: Round, changes: Iterable[Change], draws: Draws, where: Where = Where.PRACTICE) -> Round:
    """Return the round after the changes that edit it and happen in this trial, in order; without any, itself."""
    for change in changes:
        if change.where == where and change.happens(draws):
            round_ = change.applied(round_, draws)
    return round_


def vary(changes: Iterable[Change]) -> bool:
    """Return whether the changes make another round in another trial."""
    return any(change.varies or 0 < change.chance < 1 for change in changes)


__all__ = [
    "CHANGES",
    "AgreementEnded",
    "AgreementProlonged",
    "AgreementSigned",
    "Amount",
    "Arrivals",
    "Beds",
    "Bus",
    "Clones",
    "Demand",
    "DraftSigned",
    "Edit",
    "HirePlaces",
    "HostWithdraws",
    "MentorAdded",
    "Minimum",
    "Misfit",
    "NewHost",
    "NewPositions",
    "Papers",
    "Pay",
    "People",
    "Places",
    "PolicyChanged",
    "Reach",
    "RuleSwitched",
    "Seats",
    "Where",
    "Withdrawals",
    "changed",
    "vary",
]
