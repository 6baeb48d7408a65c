"""The demo round: the spring practice of an invented technical college of the Kireyevsk district, Tula region."""

import numpy as np

from matcher.rounds import Round
from scenarios.agreements import make_agreements
from scenarios.chances import make_pairs
from scenarios.fit import ENDS_ON, STARTS_ON
from scenarios.hosts import make_hosts
from scenarios.locks import make_locks
from scenarios.mentors import make_mentors
from scenarios.positions import make_positions
from scenarios.students import make_groups, make_students
from scenarios.wishes import make_preferences, make_priorities

ROUND_ID = "kireevsk-2026-spring"
TITLE = "Весенняя практика 2026"

YAML = f"""\
# Учебный пример: люди и названия предприятий вымышлены, города настоящие. Всё собрано командой
# python -m scenarios.generate; правки руками она сотрёт.
version: 1
id: {ROUND_ID}
title: {TITLE}
kind: internship
starts_on: {STARTS_ON}
ends_on: {ENDS_ON}
policy:
  mechanism: optimal
  objectives:
    - placed
    - {{level: preference, measure: generous}}
    - distance
  stability: none
  unranked: last
  unlisted: last
  order: [credit, grade, lottery]
  rules: {{minors-hazard: on, minors-hours: on, agreement-valid: on, medical: on, distance: on}}
  limits: {{seconds: 60, workers: 2, seed: 1}}
"""


def make_round(rng: np.random.Generator) -> Round:
    """Return the demo round, the same for the same state of ``rng``."""
    hosts = make_hosts(rng)
    students = make_students(rng)
    positions = make_positions(rng, hosts)
    preferences = make_preferences(rng, students, positions, hosts)
    locks = make_locks(rng, students, positions, hosts)
    return Round(
        ROUND_ID,
        students,
        positions,
        title=TITLE,
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        groups=make_groups(),
        hosts=hosts,
        preferences=preferences,
        priorities=make_priorities(rng, students, positions, hosts, preferences),
        pairs=make_pairs(rng, students, positions, hosts, preferences),
        agreements=make_agreements(rng, hosts, positions, locks),
        mentors=make_mentors(rng, positions),
        locks=locks,
    )
