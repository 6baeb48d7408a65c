"""Amounts: how a number changes, and whole seats dealt out in proportion."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True, slots=True)
class Amount:
    """A new number, by exactly one of: ``to`` (the number), ``by`` (so much more or less), ``times`` (factor >= 0)."""

    to: float | None = None
    by: float | None = None
    times: float | None = None

    def of(self, number: float) -> float:
        """Return the new number, never below 0."""
        if self.to is not None:
            return max(0.0, self.to)
        changed = (
            number + self.by
            if self.by is not None
            else _exact(number) * _exact(1 if self.times is None else self.times)
        )
        return max(0.0, float(changed))

    def whole(self, number: int) -> int:
        """Return the new number as an integer >= 0, a half rounded up."""
        if self.times is not None:
            return max(0, floor(_exact(number) * _exact(self.times) + Fraction(1, 2)))
        return floor(self.of(number) + 0.5)


def _exact(number: float) -> Fraction:
    """Return a number as it is written, so that 1.1 of 10 is 11."""
    return Fraction(repr(number))


def dealt(total: int, weights: Mapping[str, int], floors: Mapping[str, int]) -> dict[str, int]:
    """Return ``total`` whole seats dealt out by id in proportion to the weights, none below its floor.

    Largest remainders (Hamilton), equal ones by id; so nobody loses when the total grows, and the other way round.
    Weights that are all 0 count as equal. Floors above the total are kept: then their sum is dealt out.
    """
    sum_ = sum(weights.values())
    share = {i: Fraction(total * w, sum_) if sum_ else Fraction(total, len(weights)) for i, w in weights.items()}
    own = {i: max(floor(q), floors.get(i, 0)) for i, q in share.items()}
    left = total - sum(own.values())
    while left > 0:
        for i in sorted(own, key=lambda i: (own[i] - share[i], i))[:left]:
            own[i] += 1
            left -= 1
    while left < 0:
        spare = [i for i in sorted(own, key=lambda i: (share[i] - own[i], i)) if own[i] > floors.get(i, 0)]
        if not spare:
            break
        for i in spare[:-left]:
            own[i] -= 1
            left += 1
    return own
