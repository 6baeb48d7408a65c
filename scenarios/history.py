"""Where students of the full round were in the autumn: an earlier plan that is kept where nothing speaks against it."""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.rounds import Applicant, Placement, Position
from scenarios.specialties import GROUPS

KNOWN = 0.35
"""Share of the older students of whom it is written down."""

OLDER = frozenset(g.name for g in GROUPS if g.course >= 3)


def make_placements(
    rng: np.random.Generator, students: Sequence[Applicant], positions: Sequence[Position]
) -> Iterator[Placement]:
    """Yield an earlier place of some of the older students: a position, or only the enterprise."""
    specialty = {g.name: g.specialty for g in GROUPS}
    for student in students:
        own = [j for j in positions if specialty.get(student.group or "") in j.specialties and j.capacity > 1]
        if student.group in OLDER and rng.random() < KNOWN:
            position = own[int(rng.integers(len(own)))]
            if rng.random() < 0.25:
                yield Placement(student.applicant_id, host_id=position.host)
            else:
                yield Placement(student.applicant_id, position.position_id)
