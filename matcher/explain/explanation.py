"""Explanation: the front door of reasons and remedies, for everyone or for one applicant or one position."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np

from matcher.explain.accounts import ApplicantAccount, Choice, Explanation, PositionAccount
from matcher.explain.again import Budget
from matcher.explain.hindrances import Hindrances
from matcher.explain.losses import losses
from matcher.explain.placing import here, unplaced
from matcher.explain.remedies import Remedies
from matcher.explain.trials import Trials
from matcher.explain.turned_away import account_of_place
from matcher.explain.wishes import better_places, given_rank
from matcher.judge import Case, judge_case
from matcher.matching import Certificate, Result, Status, StopReason
from matcher.policy import Policy
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round

SOLVES = Budget(solves=20, seconds=0.4)
"""How long rounds are solved anew to settle what prices leave open, for all questions of one explanation; and again as
long for remedies that nothing simpler shows."""
PATIENT = Budget(solves=20, seconds=5)
"""The same where one applicant or one position is asked about."""
MOST_HELPED = 200
"""For how many people without a place remedies are looked for, unless one is asked about."""
MOST_TOLD = 2_000
"""Up to so many needs everyone's account comes unasked."""
POSITIONS_TOLD = 10
"""How many positions are told of unasked: those from which most were turned away."""


def explain(
    round_: Round,
    result: Result,
    *,
    applicant_id: str | None = None,
    position_id: str | None = None,
    everyone: bool = False,
    quantities: Quantities | None = None,
) -> Explanation:
    """Return why a result is as it is: for one applicant or one position, else for those who have no place.

    Without an id the accounts are those of all needs without a place, with remedies for the first ``MOST_HELPED``, and
    those of the positions from which most were turned away; ``everyone`` adds the placed in rounds of up to
    ``MOST_TOLD`` needs. An applicant has an account for each period, a position too. A result without a matching has
    no accounts. Raises KeyError for an id that the round does not know.
    """
    if result.matching is None:
        return Explanation((), ())
    asked = applicant_id is not None or position_id is not None
    explainer = Explainer(round_, result, quantities, PATIENT if asked else SOLVES)
    if asked:
        return Explanation(
            tuple(explainer.of_applicant(applicant_id)) if applicant_id is not None else (),
            tuple(explainer.of_position(position_id)) if position_id is not None else (),
        )
    n_needs = len(explainer.case.eligibility.needs)
    told = range(n_needs) if everyone and n_needs <= MOST_TOLD else explainer.unplaced()
    helped = set(list(explainer.unplaced())[:MOST_HELPED])
    accounts = tuple(explainer.with_remedies(i) if i in helped else explainer.of_need(i) for i in told)
    return Explanation(accounts, tuple(explainer.most_wanted(POSITIONS_TOLD)))


def taken_at_its_word(case: Case, certificate: Certificate | None) -> Result:
    """Return a matching from anywhere as a result to explain, with its certificate if the judge finds that it holds."""
    holds = certificate is not None and any(level.certified for level in judge_case(case, certificate).levels)
    facts: dict[str, object] = {"policy": case.policy}
    shown = certificate if holds else None
    return Result(Status.FEASIBLE, StopReason.TIME, case.matching, certificate=shown, facts=facts)


class Explainer:
    """Answers why, for one result of a round; what several answers need is made once.

    The result must hold a matching of known ids. Its certificate is used where it has one.
    """

    def __init__(
        self, round_: Round, result: Result, quantities: Quantities | None = None, budget: Budget = SOLVES
    ) -> None:
        if result.matching is None:
            raise ValueError("there is no matching to explain")
        own = result.facts.get("policy")
        policy = own if isinstance(own, Policy) else round_.policy
        self.result = result
        self.case = Case(quantities or quantities_of(round_, policy), result.matching)
        self.budget = budget

    @cached_property
    def trials(self) -> Trials:
        """Return the matching beside others."""
        return Trials(self.case, self.budget)

    @cached_property
    def hindrances(self) -> Hindrances:
        """Return what keeps needs from places."""
        return Hindrances(self.trials, losses(self.case, self.result.certificate))

    def of_need(self, need: int) -> ApplicantAccount:
        """Return why the need (index) has what it has, and why not each better choice."""
        e, held = self.case.eligibility, int(self.case.held[need])
        who = e.needs[need]
        choices = tuple(
            Choice(e.places[j].position_id, rank, self.hindrances.reason(need, j))
            for j, rank in better_places(self.case, need)
        )
        if held < 0:
            why = unplaced(self.hindrances, need, choices)
            return ApplicantAccount(who.applicant_id, who.period_id, None, None, unplaced=why, choices=choices)
        place = int(e.place_of[held])
        return ApplicantAccount(
            who.applicant_id,
            who.period_id,
            e.places[place].position_id,
            given_rank(self.case, need, place),
            here=here(self.case, need, choices),
            choices=choices,
        )

    def of_place(self, place: int) -> PositionAccount:
        """Return who got into the place (index), who did not, and why seats are left."""
        return account_of_place(self.hindrances, place)

    def with_remedies(self, need: int) -> ApplicantAccount:
        """Return the need's account with what would help."""
        account = self.of_need(need)
        return replace(account, remedies=self.remedies.of(need, account))

    @cached_property
    def remedies(self) -> Remedies:
        """Return what would help."""
        return Remedies(self.trials, self.budget)

    def of_applicant(self, applicant_id: str) -> list[ApplicantAccount]:
        """Return an applicant's accounts, one a period, with remedies. Raises KeyError for an unknown id."""
        if applicant_id not in {a.applicant_id for a in self.case.round.applicants}:
            raise KeyError(applicant_id)
        own = (i for i, need in enumerate(self.case.eligibility.needs) if need.applicant_id == applicant_id)
        return [self.with_remedies(i) for i in own]

    def of_position(self, position_id: str) -> list[PositionAccount]:
        """Return a position's accounts, one a period. Raises KeyError for an unknown id."""
        if position_id not in {j.position_id for j in self.case.round.positions}:
            raise KeyError(position_id)
        return [self.of_place(j) for j, p in enumerate(self.case.eligibility.places) if p.position_id == position_id]

    def most_wanted(self, n: int) -> list[PositionAccount]:
        """Return the accounts of the ``n`` places for which most who may go there hoped in vain."""
        e, own = self.case.eligibility, self.case.held
        rank = np.where(own >= 0, np.append(self.case.quantities.rank, 0)[own], np.iinfo(np.int64).max)
        hoped = np.bincount(e.place_of[self.case.quantities.rank < rank[e.need_of]], minlength=len(e.places))
        most = np.argsort(-hoped, kind="stable")[:n].tolist()
        return [self.of_place(j) for j in most if hoped[j]]

    def unplaced(self) -> Iterator[int]:
        """Yield the needs (indices) without a place, in order."""
        yield from (i for i, pair in enumerate(self.case.held.tolist()) if pair < 0)
