"""What of a stable matching's levels the judge can certify without a solver, and how.

The rows of small rounds make linear programs whose multipliers bound every level. In larger rounds these take longer
than all the rest; there the prices of seats, by which no matching at all can exceed the bound, prove the first level
where a stable matching attains it.
"""

from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from matcher.constraints import Setting, model_of
from matcher.lists import Ints
from matcher.market import NONE, Answer, Dual, compile_market, decode
from matcher.matching import Certificate, StageMultipliers
from matcher.solvers.assignment import assign_stage
from matcher.solvers.face import bound, whole_face
from matcher.solvers.flow import flow_stage
from matcher.solvers.program import LeftError, Program
from matcher.solvers.stages import Bounded, certify
from matcher.stopping import Stop, never

SMALL = 20_000
"""Entries of rows about one place that make a linear program of some hundredths of a second."""


def certificate_of(setting: Setting, stages: Sequence[Bounded], stop: Stop = never) -> Certificate:
    """Return what proves the stages of a round with stability among ties, as far as linear bounds reach."""
    if not stages:
        return Certificate()
    if _entries(setting.eligibility.place_of.astype(np.int64)) > SMALL:
        return _prices(setting)
    columns, rows = model_of(setting)
    seconds = setting.quantities.policy.limits.seconds
    program = Program(len(setting.eligibility.need_of), columns, rows, seconds, stop)
    proved: list[StageMultipliers] = []
    with suppress(LeftError):
        proved.extend(
            StageMultipliers(s.goal.level, s.goal.name, s.multipliers, s.bound) for s in certify(program, stages)
        )
    return Certificate(multipliers=tuple(proved))


def _entries(place_of: Ints) -> int:
    """Return about how many pairs the rows of stability name: for each pair those at its place."""
    return int((np.bincount(place_of) ** 2).sum())


def _prices(setting: Setting) -> Certificate:
    """Return the prices of seats that bound the first stage for every matching, stable or not."""
    compiled = compile_market(setting.quantities)
    face, aim = whole_face(compiled.market), compiled.market.aims[0]
    optimum = (flow_stage if len(compiled.shared) else assign_stage)(face, aim.weight)
    dual = Dual(aim, optimum.price, optimum.shared_price, bound(face.market, optimum))
    nobody = np.full(face.market.n_needs, NONE, dtype=np.int64)
    return decode(compiled, Answer(nobody, (dual,)))[1]
