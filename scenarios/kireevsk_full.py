"""The full round: the demo's college with everything that a round can hold, and a policy of many levels."""

from dataclasses import replace

import numpy as np

from matcher.rounds import Round
from scenarios import kireevsk
from scenarios.calendar import PERIODS
from scenarios.company import with_company
from scenarios.history import make_placements
from scenarios.limits import make_quotas, with_bounds, with_minimums, with_seats
from scenarios.teachers import TEACHERS_GROUP, make_teachers, make_welcome, make_wishes

ROUND_ID = "kireevsk-2026-full"
TITLE = "Практика и стажировки, весна 2026"

YAML = f"""\
# Учебный пример, в котором есть всё: люди и названия предприятий вымышлены, города настоящие. Собрано командой
# python -m scenarios.generate; правки руками она сотрёт.
version: 1
id: {ROUND_ID}
title: {TITLE}
kind: internship
policy:
  mechanism: optimal
  objectives:
    - placed
    - agreements
    - tier
    - {{level: preference, measure: generous}}
    - {{level: employment, give_up: 2%}}
    - priority
    - distance
    - cost
    - changes
    - {{level: balance, measure: rank, groups: specialty}}
  stability: none
  unranked: last
  unlisted: last
  order: [credit, grade, lottery]
  rules: {{minors-hazard: on, minors-hours: on, agreement-valid: on, medical: on, distance: on}}
  limits: {{seconds: 60, workers: 2, seed: 1}}
"""


def make_round(rng: np.random.Generator) -> Round:
    """Return the full round, the same for the same state of ``rng``."""
    demo = with_company(rng, kireevsk.make_round(rng))
    positions = with_minimums(rng, demo.positions, demo.locks)
    teachers = make_teachers(rng)
    papers = (*with_seats(rng, demo.agreements, positions), *make_welcome(rng, demo.hosts))
    welcome = {a.host_id: a for a in papers if a.kind == "teacher-internship"}
    return replace(
        demo,
        round_id=ROUND_ID,
        title=TITLE,
        starts_on=None,
        ends_on=None,
        applicants=(*demo.applicants, *teachers),
        groups=(*demo.groups, TEACHERS_GROUP),
        periods=PERIODS,
        hosts=with_bounds(rng, demo.hosts, positions),
        positions=positions,
        preferences=(*demo.preferences, *make_wishes(rng, teachers, positions, welcome)),
        agreements=papers,
        quotas=tuple(make_quotas(demo.hosts)),
        placements=tuple(make_placements(rng, demo.applicants, positions)),
    )
