"""Asked: what a question is about, as texts and plain data, on its way from a route to a child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Move:
    """A change made by hand: another position for an applicant in a period, or none."""

    applicant_id: str
    period_id: str
    to_position_id: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A version of a round with the locks set beside it, and, where asked about, a result with its moves.

    Everything is text or plain data: ``content`` and ``result`` are JSON documents, ``policy`` a mapping as in
    ``round.yaml`` (None: the result's, else the round's own). ``placements`` are the
    matching that a replan repaired. With a ``salt`` nobody is named in any answer.
    """

    content: str
    locks: Sequence[Mapping[str, str]] = ()
    policy: Mapping[str, Any] | None = None
    result: str | None = None
    certificate: str | None = None
    moves: Sequence[Move] = field(default=())
    placements: Sequence[Mapping[str, Any]] | None = None
    salt: str | None = None
