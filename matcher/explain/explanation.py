"""Explanation: the front door of reasons and remedies, for everyone or for one applicant or one position."""

from collections.abc import Iterator
from functools import cached_property

from matcher.explain.accounts import ApplicantAccount, Choice, PositionAccount
from matcher.explain.again import Budget
from matcher.explain.hindrances import Hindrances
from matcher.explain.losses import losses
from matcher.explain.placing import here, unplaced
from matcher.explain.trials import Trials
from matcher.explain.turned_away import account_of_place
from matcher.explain.wishes import better_places, given_rank
from matcher.judge import Case
from matcher.matching import Result
from matcher.policy import Policy
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round

SOLVES = Budget(solves=20, seconds=0.7)
"""How long rounds are solved anew to settle what prices leave open, for all questions of one explanation."""


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

    def unplaced(self) -> Iterator[int]:
        """Yield the needs (indices) without a place, in order."""
        yield from (i for i, pair in enumerate(self.case.held.tolist()) if pair < 0)
