"""Changes of agreements: signed, ended, prolonged."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from matcher.needs import periods_of
from matcher.rounds import Agreement, AgreementStatus, Round
from matcher.simulate.changes.edit import Edit, Misfit, unknown
from matcher.simulate.draws import Draws
from matcher.validate.ids import known_ids

UNSIGNED = (AgreementStatus.DRAFT, AgreementStatus.SIGNING)


@dataclass(frozen=True, slots=True)
class AgreementSigned(Edit):
    """An agreement comes into force from the round's first day, unless it says from when."""

    code: ClassVar[str] = "agreement-signed"
    agreement: Agreement

    @property
    def subject(self) -> str:
        """Return the host and the kind."""
        return f"{self.agreement.host_id}/{self.agreement.kind}"

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the agreement at the end of its table."""
        return signed(round_, self.agreement)

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield a host or applicant that is not there, an id that is taken, a first table that would bind everyone."""
        yield from unknown("host_id", [self.agreement.host_id], known_ids(round_)["hosts"] or ())
        yield from paper_misfits(round_, self.agreement, "")


def signed(round_: Round, agreement: Agreement) -> Round:
    """Return the round with an agreement in force; without an id it is numbered after its host."""
    first = min(p.starts_on for p in periods_of(round_).values())
    own = replace(
        agreement,
        agreement_id=agreement.agreement_id or _free_id(round_, agreement.host_id),
        valid_from=agreement.valid_from or _on_or_before(first, agreement.valid_to),
        status=AgreementStatus.ACTIVE,
    )
    return replace(round_, agreements=(*round_.agreements, own))


def _on_or_before(first: date, last: date | None) -> date | None:
    """Return the first day, or the last where that is earlier; None for a round without dates."""
    return None if first == date.min else first if last is None else min(first, last)


def _free_id(round_: Round, host_id: str) -> str:
    known = {a.agreement_id for a in round_.agreements}
    n = 1
    while f"{host_id}+{n}" in known:
        n += 1
    return f"{host_id}+{n}"


def paper_misfits(round_: Round, agreement: Agreement, key: str) -> Iterator[Misfit]:
    """Yield what keeps a new agreement out of the round's table."""
    if not round_.agreements:
        yield Misfit(key, "first-agreement")
    if agreement.agreement_id in {a.agreement_id for a in round_.agreements}:
        yield Misfit(key or "agreement_id", "taken-id", {"id": agreement.agreement_id})
    if agreement.applicant_id is not None:
        yield from unknown(key or "applicant_id", [agreement.applicant_id], (a.applicant_id for a in round_.applicants))
    first, last = agreement.valid_from, agreement.valid_to
    if first is not None and last is not None and last < first:
        yield Misfit(key or "valid_to", "ends-before-start", {"first": first, "last": last})


@dataclass(frozen=True, slots=True)
class Papers:
    """Agreements of the round: those named, or all that a host has."""

    agreement_id: tuple[str, ...] = ()
    host_id: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """Return the ids as one text."""
        return ",".join((*self.agreement_id, *self.host_id))

    def of(self, round_: Round) -> tuple[Agreement, ...]:
        """Return the agreements meant, in the round's order."""
        return tuple(a for a in round_.agreements if a.agreement_id in self.agreement_id or a.host_id in self.host_id)

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield agreements that are not there, and hosts without any."""
        yield from unknown("agreement_id", self.agreement_id, (a.agreement_id for a in round_.agreements))
        yield from unknown("host_id", self.host_id, (a.host_id for a in round_.agreements))


@dataclass(frozen=True, slots=True)
class DraftSigned(Edit):
    """Agreements that lie as drafts, or on somebody's desk, are signed and in force."""

    code: ClassVar[str] = "draft-signed"
    papers: Papers

    @property
    def subject(self) -> str:
        """Return the agreements meant."""
        return self.papers.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the drafts in force, with the dates they have."""
        meant = {a.agreement_id for a in self.papers.of(round_) if a.status in UNSIGNED}
        rows = (replace(a, status=AgreementStatus.ACTIVE) if a.agreement_id in meant else a for a in round_.agreements)
        return replace(round_, agreements=tuple(rows))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield agreements that are not there, and that none of those named waits to be signed."""
        found = [*self.papers.misfits(round_)]
        yield from found
        if not found and all(a.status not in UNSIGNED for a in self.papers.of(round_)):
            yield Misfit("", "nothing-to-sign")


@dataclass(frozen=True, slots=True)
class AgreementEnded(Edit):
    """Agreements end: from the first day on, or with the last day named; nothing renews them."""

    code: ClassVar[str] = "agreement-ended"
    papers: Papers
    on: date | None = None

    @property
    def subject(self) -> str:
        """Return the agreements meant."""
        return self.papers.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the agreements ended; what ended earlier stays as it is."""
        meant = {a.agreement_id for a in self.papers.of(round_)}
        rows = (self._ended(a) if a.agreement_id in meant else a for a in round_.agreements)
        return replace(round_, agreements=tuple(rows))

    def _ended(self, paper: Agreement) -> Agreement:
        if self.on is None or (paper.valid_from is not None and self.on < paper.valid_from):
            return replace(paper, status=AgreementStatus.TERMINATED, auto_renew=False)
        return replace(paper, valid_to=min(paper.valid_to or self.on, self.on), auto_renew=False)

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield agreements that are not there."""
        yield from self.papers.misfits(round_)


@dataclass(frozen=True, slots=True)
class AgreementProlonged(Edit):
    """Agreements run to a later day, or (without one) have no end any more; expired ones are in force again."""

    code: ClassVar[str] = "agreement-prolonged"
    papers: Papers
    to: date | None = None

    @property
    def subject(self) -> str:
        """Return the agreements meant."""
        return self.papers.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the agreements prolonged; what runs longer, is no longer or not yet signed stays."""
        meant = {a.agreement_id for a in self.papers.of(round_)}
        rows = (self._prolonged(a) if a.agreement_id in meant else a for a in round_.agreements)
        return replace(round_, agreements=tuple(rows))

    def _prolonged(self, paper: Agreement) -> Agreement:
        if paper.status in (AgreementStatus.TERMINATED, *UNSIGNED) or self._is_short(paper):
            return paper
        last = None if self.to is None or paper.valid_to is None else max(self.to, paper.valid_to)
        status = AgreementStatus.ACTIVE if paper.status == AgreementStatus.EXPIRED else paper.status
        return replace(paper, valid_to=last, status=status)

    def _is_short(self, paper: Agreement) -> bool:
        """Return whether the new end would be before the agreement's first day."""
        return self.to is not None and paper.valid_from is not None and self.to < paper.valid_from

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield agreements that are not there, and that none of those named can be prolonged."""
        found = [*self.papers.misfits(round_)]
        yield from found
        meant = self.papers.of(round_)
        if not found and all(self._prolonged(a) == a for a in meant):
            yield Misfit("to" if self.to is not None else "", "nothing-to-prolong")
