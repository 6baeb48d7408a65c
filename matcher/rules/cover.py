"""Cover: on which days a host's agreements carry a placement, and in which tier, over all pairs at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.rounds import Agreement, AgreementKind, AgreementStatus, Period, Role
from matcher.rules.columns import ROLES, Bools, Indices, Ints, dated
from matcher.rules.register import Register
from matcher.rules.ties import Ties, ties

STUDENTS_KINDS = frozenset(
    {
        None,
        AgreementKind.PRACTICE,
        AgreementKind.TRIPARTITE,
        AgreementKind.TARGET,
        AgreementKind.NETWORK,
        AgreementKind.APPRENTICESHIP,
    }
)
CARRYING: Mapping[Role, frozenset[AgreementKind | None]] = {
    Role.STUDENT: STUDENTS_KINDS,
    Role.GRADUATE: STUDENTS_KINDS,
    Role.TEACHER: frozenset({None, AgreementKind.TEACHER_INTERNSHIP}),
    Role.SPECIALIST: frozenset(),
}
"""Kinds of agreement that carry each role; a cooperation agreement is a frame for others and carries nobody."""

NO_TIER = 0


def in_force(agreement: Agreement) -> bool:
    """Return whether a contract's status lets it carry a placement: active, or none given."""
    return agreement.status in (None, AgreementStatus.ACTIVE)


def validity(agreement: Agreement) -> tuple[int, int]:
    """Return the first and last day, as ordinals: from valid_from, else signed_on; renewed by itself is open-ended."""
    first = agreement.valid_from or agreement.signed_on or date.min
    last = date.max if agreement.auto_renew else agreement.valid_to or date.max
    return first.toordinal(), last.toordinal()


def first_gap(agreements: Iterable[Agreement], period: Period) -> date | None:
    """Return the first day of a period on which none of the agreements is valid, None when every day has one.

    Of a period without dates no day can be tested: any agreement is enough, and without one the day is ``date.min``.
    """
    spans = sorted(validity(a) for a in agreements)
    if not dated(period) and spans:
        return None
    day = period.starts_on.toordinal()
    for first, last in spans:
        if first > day:
            break
        day = max(day, last + 1)
    return date.fromordinal(day) if day <= period.ends_on.toordinal() else None


def best_tier(agreements: Iterable[Agreement], period: Period) -> int:
    """Return the best tier among agreements that are valid on every day of the period by themselves, else NO_TIER."""
    return min((a.tier for a in agreements if a.tier is not None and first_gap([a], period) is None), default=NO_TIER)


@dataclass(frozen=True, eq=False)
class Cover:
    """The agreements of a round held against its pairs.

    A *stay* is a host in a period. What agreements open to everyone do for a stay depends on role and specialty alone
    and is a table of shape (n_stays, n_roles, n_specialties); agreements that name a person are kept as exceptions.
    """

    register: Register

    @cached_property
    def stays(self) -> tuple[tuple[int, int], ...]:
        """Return the (host, period) pairs with a place, in order."""
        place = self.register.place
        return tuple(sorted(set(zip(place.host.tolist(), place.period.tolist(), strict=True))))

    @cached_property
    def stay_index(self) -> Mapping[tuple[int, int], int]:
        """Return the number of each stay."""
        return {stay: n for n, stay in enumerate(self.stays)}

    @cached_property
    def stay_of(self) -> Ints:
        """Return the stay of each place, shape (n_places,)."""
        place = self.register.place
        pairs = zip(place.host.tolist(), place.period.tolist(), strict=True)
        return np.array([self.stay_index[pair] for pair in pairs], dtype=np.int64)

    @cached_property
    def by_host(self) -> Mapping[int, tuple[Agreement, ...]]:
        """Return the agreements in force of each host that offers a place, in id order."""
        found: dict[int, list[Agreement]] = {}
        for agreement in sorted(self.register.round.agreements, key=lambda a: a.agreement_id):
            host = self.register.host_index.get(agreement.host_id)
            if host is not None and in_force(agreement):
                found.setdefault(host, []).append(agreement)
        return {host: tuple(own) for host, own in found.items()}

    @cached_property
    def _open(self) -> tuple[Bools, npt.NDArray[np.int32]]:
        """Return for every stay, role and specialty: covered by agreements open to all? and their best tier."""
        shape = (len(self.stays), len(ROLES), len(self.register.specialty_index))
        covered, tier = np.zeros(shape, dtype=np.bool_), np.full(shape, NO_TIER, dtype=np.int32)
        for n, (host, t) in enumerate(self.stays):
            own = [a for a in self.by_host.get(host, ()) if a.applicant_id is None]
            for role, kinds in enumerate(CARRYING[r] for r in ROLES if own):
                self._fill(covered[n, role], tier[n, role], [a for a in own if a.kind in kinds], t)
        return covered, tier

    def _fill(self, covered: Bools, tier: npt.NDArray[np.int32], agreements: Sequence[Agreement], period: int) -> None:
        """Write one stay and role: a value for the specialties that no agreement names, one for each that is named."""
        t = self.register.periods[period]
        if not agreements:
            return
        general = [a for a in agreements if not a.specialties]
        covered[:], tier[:] = first_gap(general, t) is None, best_tier(general, t)
        index = self.register.specialty_index
        for s in {s for a in agreements for s in a.specialties if s in index}:
            own = [a for a in agreements if not a.specialties or s in a.specialties]
            covered[index[s]], tier[index[s]] = first_gap(own, t) is None, best_tier(own, t)

    @cached_property
    def _named(self) -> tuple[Ties, Ties, Ints]:
        """Return (need, stay) pairs with agreements that name the applicant: those covered, all, and their tiers."""
        asked = sorted(set(self._named_stays()))
        own = [self._applicable(i, self.stays[s][0]) for i, s in asked]
        periods = [self.register.period_of(i) for i, _ in asked]
        whole = [first_gap(a, t) is None for a, t in zip(own, periods, strict=True)]
        tiers = [best_tier(a, t) for a, t in zip(own, periods, strict=True)]
        n, width = len(self.register.needs), len(self.stays)
        covered = ties((pair for pair, yes in zip(asked, whole, strict=True) if yes), n, width)
        return covered, ties(asked, n, width), np.array([*tiers, NO_TIER], dtype=np.int64)

    def _named_stays(self) -> Iterable[tuple[int, int]]:
        for host, agreements in self.by_host.items():
            for agreement in agreements:
                for i in self.register.needs_of_applicant.get(agreement.applicant_id or "", ()):
                    stay = self.stay_index.get((host, int(self.register.need.period[i])))
                    if stay is not None:
                        yield i, stay

    def covered(self, need_of: Indices, place_of: Indices) -> Bools:
        """Return which pairs have an applicable agreement on every day of the period."""
        stay = self.stay_of[place_of]
        return self._open[0][self._at(need_of, stay)] | self._named[0].holds(need_of, stay)

    def tiers(self, need_of: Indices, place_of: Indices) -> Ints:
        """Return the best tier of an applicable agreement that covers the whole period alone, NO_TIER for none."""
        stay = self.stay_of[place_of]
        _, named, tiers = self._named
        at = named.find(need_of, stay)
        return np.where(at >= 0, tiers[at], self._open[1][self._at(need_of, stay)])

    def _at(self, need_of: Indices, stay: Ints) -> tuple[Ints, Ints, Ints]:
        need = self.register.need
        return stay, need.role[need_of], need.specialty[need_of]

    def applicable(self, need: int, place: int) -> list[Agreement]:
        """Return the agreements of the place's host that can carry this applicant, whatever their dates."""
        return self._applicable(need, int(self.register.place.host[place]))

    def _applicable(self, need: int, host: int) -> list[Agreement]:
        person, specialty = self.register.applicant(need), self.register.specialty(need)
        return [
            a
            for a in self.by_host.get(host, ())
            if a.kind in CARRYING[person.role]
            and (not a.specialties or specialty in a.specialties)
            and a.applicant_id in (None, person.applicant_id)
        ]
