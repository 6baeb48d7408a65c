"""The vacancy round: the demo's graduates of summer 2026 and the work they can find in the region over a year."""

from dataclasses import replace
from datetime import date

import numpy as np

from matcher.rounds import Kind, Role, Round
from scenarios import kireevsk
from scenarios.specialties import GROUPS
from scenarios.vacancies import make_strangers, make_vacancies

ROUND_ID = "kireevsk-2026-vacancies"
TITLE = "Вакансии для выпуска 2026"
STARTS_ON, ENDS_ON = date(2026, 7, 1), date(2027, 6, 30)

YAML = f"""\
# Учебный пример: люди, предприятия и вакансии вымышлены, города настоящие. Собрано командой
# python -m scenarios.generate; правки руками она сотрёт.
version: 1
id: {ROUND_ID}
title: {TITLE}
kind: vacancy
starts_on: {STARTS_ON}
ends_on: {ENDS_ON}
policy:
  mechanism: optimal
  objectives:
    - placed
    - distance
  stability: none
  limits: {{seconds: 60, workers: 2, seed: 1}}
"""


def make_round(rng: np.random.Generator) -> Round:
    """Return the vacancy round, the same for the same state of ``rng``."""
    demo = kireevsk.make_round(rng)
    leaving = {g.name for g in GROUPS if g.graduation < STARTS_ON}
    strangers = make_strangers(rng)
    vacancies = make_vacancies(rng, demo.hosts, strangers, demo.positions)
    calling = {v.host_id for v in vacancies}
    return Round(
        ROUND_ID,
        tuple(replace(a, role=Role.GRADUATE, credit=0) for a in demo.applicants if a.group in leaving),
        vacancies,
        title=TITLE,
        kind=Kind.VACANCY,
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        groups=tuple(g for g in demo.groups if g.group in leaving),
        hosts=tuple(h for h in (*demo.hosts, *strangers) if h.host_id in calling),
    )
