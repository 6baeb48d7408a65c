"""Edited: what a scenario makes of a study in one trial, and the key under which its plan is kept."""

from dataclasses import dataclass

from matcher.rounds import Round
from matcher.simulate.chain.fingerprints import Fingerprints
from matcher.simulate.chances import OutcomeModel
from matcher.simulate.draws import Draws
from matcher.simulate.scenarios import Scenario, Study
from matcher.simulate.tilts import Tilt

VACANCIES = "vacancies"

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Edited:
    """The rounds and the outcome model of a scenario in a trial; ``spent`` in roubles a year.

    The chance of being hired at a vacancy is ``hiring`` times what is known of it, at most 1.

    ``varies`` tells that a change drew lots, so that hardly another trial has the same rounds. Equal keys mean equal
    rounds and models.
    """

    practice: Round
    vacancies: Round | None
    outcomes: OutcomeModel
    hiring: float
    spent: float
    varies: bool
    key: Key


def edited(study: Study, scenario: Scenario, draws: Draws, fingerprints: Fingerprints) -> Edited:
    """Return what is left of a study once those changes are made that happen in the trial."""
    practice, vacancies, outcomes = study.round, study.vacancies, study.outcomes
    hiring = 1.0
    happened = [change for change in scenario.changes if change.happens(draws)]
    tilts: list[object] = []
    for change in happened:
        if isinstance(change, Tilt):
            outcomes, hiring = change.of(outcomes), hiring * change.of_vacancies
            tilts.append(change)
        elif change.where == VACANCIES:
            vacancies = None if vacancies is None else change.applied(vacancies, draws)
        else:
            practice = change.applied(practice, draws)
    varies = any(change.varies for change in happened)
    own: Key = (scenario.name, draws.trial) if varies else (fingerprints.of(practice), fingerprints.of(vacancies))
    spent = sum(change.cost for change in happened)
    return Edited(practice, vacancies, outcomes, hiring, spent, varies, (*own, *tilts))
