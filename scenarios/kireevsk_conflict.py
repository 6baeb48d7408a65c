"""The full round with one promise too many: the only welder's seat of a plant is given away and owed as well."""

from dataclasses import replace

import numpy as np

from matcher.rounds import Lock, LockKind, Round
from scenarios import kireevsk_full
from scenarios.fit import options_of
from scenarios.hosts import ENTERPRISES
from scenarios.locks import AUTHORS
from scenarios.trades import WELDER

ROUND_ID = "kireevsk-2026-conflict"
TITLE = "Практика и стажировки, весна 2026 (с противоречием)"
PLANT = "АО «Липовский механический»"
"""Owes a place to a student of СВ-24 by the quota К-03, and has a single seat for welders, with a single mentor."""

GROUP = "СВ-23"

YAML = kireevsk_full.YAML.replace(kireevsk_full.ROUND_ID, ROUND_ID).replace(kireevsk_full.TITLE, TITLE)


def make_round(rng: np.random.Generator) -> Round:
    """Return the full round with one more student fixed by hand."""
    full = kireevsk_full.make_round(rng)
    return replace(full, round_id=ROUND_ID, title=TITLE, locks=(*full.locks, promise(full)))


def promise(full: Round) -> Lock:
    """Return the lock that takes the seat: of the nearest student of the group who is free and fit for it."""
    plant = next(h for h, e in zip(full.hosts, ENTERPRISES, strict=True) if e.name == PLANT)
    seat = next(j for j in full.positions if j.host == plant.host_id and WELDER in j.specialties)
    bound = {lock.applicant_id for lock in full.locks} | {c.applicant_id for c in full.companions}
    free = [a for a in full.applicants if a.group == GROUP and a.seats == 1 and a.applicant_id not in bound]
    fit = [o for a in free for o in options_of(a, [seat], full.hosts) if o.sensible and not a.restrictions]
    chosen = min(fit, key=lambda o: (o.km, o.student.applicant_id))
    reason = "обещано предприятию по телефону"
    return Lock(chosen.student.applicant_id, seat.position_id, LockKind.ASSIGNED, reason, AUTHORS[1])
