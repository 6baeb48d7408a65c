"""The tiny round: four students and three positions, small enough to solve by hand (see scenarios/README.md)."""

import json
from datetime import date

from matcher.rounds import Applicant, Position, Preference, Round

ROUND_ID = "tiny"
TITLE = "Четыре студента, три места практики"

YAML = f"""\
# Решение вручную: scenarios/README.md; ответ: expected.json.
version: 1
id: {ROUND_ID}
title: {TITLE}
kind: internship
starts_on: 2026-04-13
ends_on: 2026-05-24
policy:
  mechanism: optimal
  objectives:
    - placed
    - {{level: preference, measure: rank-sum}}
  unranked: unacceptable
  rules: {{agreement-valid: off}}
  limits: {{seconds: 10, workers: 1, seed: 1}}
"""

WISHES: dict[str, tuple[str, ...]] = {
    "anna": ("welding", "lathe", "garage"),
    "boris": ("welding", "garage"),
    "vera": ("lathe", "welding", "garage"),
    "gleb": ("lathe", "garage"),
}
"""Positions of each student, best first."""

EXPECTED = {
    "placed": 4,
    "levels": {"placed": 4, "preference": 7},
    "matching": {"anna": "garage", "boris": "welding", "gleb": "garage", "vera": "lathe"},
}


def make_round() -> Round:
    """Return the tiny round."""
    return Round(
        ROUND_ID,
        applicants=(
            Applicant("anna", "Анна", birth_date=date(2007, 1, 15)),
            Applicant("boris", "Борис", birth_date=date(2009, 2, 10)),
            Applicant("vera", "Вера", birth_date=date(2007, 9, 1)),
            Applicant("gleb", "Глеб", birth_date=date(2006, 12, 31)),
        ),
        positions=(
            Position("welding", 1, title="Сварочный пост", hazard_class="2"),
            Position("lathe", 1, title="Токарный станок", hazard_class="2"),
            Position("garage", 2, title="Гараж", hazard_class="3.1"),
        ),
        title=TITLE,
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 5, 24),
        preferences=tuple(
            Preference(a, p, rank=rank) for a, places in WISHES.items() for rank, p in enumerate(places, start=1)
        ),
    )


def expected_text() -> str:
    """Return the text of expected.json."""
    return json.dumps(EXPECTED, ensure_ascii=False, indent=2) + "\n"
