"""Changes of mentors: people of a host, or supervisors of the college, who look after further applicants."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from matcher.rounds import Mentor, Round
from matcher.simulate.changes.edit import Edit, Misfit, taken, unknown
from matcher.simulate.draws import Draws
from matcher.validate.ids import known_ids


@dataclass(frozen=True, slots=True)
class MentorAdded(Edit):
    """A further mentor of a host, or without a host a further supervisor of the college."""

    code: ClassVar[str] = "mentor"
    mentor: Mentor

    @property
    def subject(self) -> str:
        """Return the mentor's id."""
        return self.mentor.mentor_id

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the mentor at the end of the table; without an id numbered after the host."""
        own = replace(self.mentor, mentor_id=self.mentor.mentor_id or _free_id(round_, self.mentor.host_id or ""))
        return replace(round_, mentors=(*round_.mentors, own))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield a host that is not there, an id that is taken, and a first mentor who would only bind the host."""
        host = self.mentor.host_id
        strange = [*unknown("host_id", [] if host is None else [host], known_ids(round_)["hosts"] or ())]
        yield from strange
        yield from taken("mentor_id", [self.mentor.mentor_id], (m.mentor_id for m in round_.mentors))
        if not strange:
            yield from mentor_misfits(round_, host, "host_id")


def mentor_misfits(round_: Round, host: str | None, key: str) -> Iterator[Misfit]:
    """Yield that nobody counts mentors at this host (or of the college) yet, so that the first could only forbid."""
    if all(m.host_id != host for m in round_.mentors):
        yield Misfit(key, "first-mentor" if host is not None else "first-supervisor", {"id": host})


def _free_id(round_: Round, host_id: str) -> str:
    known = {m.mentor_id for m in round_.mentors}
    n = 1
    while f"{host_id}+{n}" in known:
        n += 1
    return f"{host_id}+{n}"
