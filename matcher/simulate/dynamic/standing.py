"""Standing: what has been decided so far: who came, who holds which seat, what is left. Changes as days go by."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.simulate.dynamic.desk import Desk

Ints = npt.NDArray[np.int64]
NONE = -1
NOT_YET = -1


class Standing:
    """``held`` (n_needs,) is the pair each person holds or NONE, ``arrived`` the day of coming or NOT_YET.

    ``free`` (n_places,) and ``shared_free`` count the seats left, those promised by hand to people who have not come
    yet being taken out; ``limited_free`` is ``shared_free`` with what mentors imply. ``left`` marks who withdrew.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.day, self.n_decided = -1, 0
        self.held: Ints = np.full(desk.n_needs, NONE, dtype=np.int64)
        self.arrived: Ints = np.full(desk.n_needs, NOT_YET, dtype=np.int64)
        self.left = np.zeros(desk.n_needs, dtype=np.bool_)
        self.free: Ints = desk.market.capacity.copy()
        self.shared_free: Ints = desk.market.shared_capacity.copy()
        self.limited_free: Ints = desk.seats.shared_capacity.copy()
        for need in np.flatnonzero(desk.market.must_place).tolist():
            if len(desk.pairs_of(need)):
                self.give(desk.pairs_of(need)[0])

    def has_seat(self, pair: int) -> bool:
        """Return whether there is a seat for a pair, no condition beyond seats being asked."""
        place = int(self.desk.market.place_of[pair])
        group = int(self.desk.market.shared_of[place])
        return bool(self.free[place] > 0 and (group == NONE or self.shared_free[group] > 0))

    def may_give(self, pair: int) -> bool:
        """Return whether a pair breaks nothing beside the seats given so far."""
        return self.has_seat(pair) and self.desk.allows(self.pairs, pair)

    @property
    def pairs(self) -> Sequence[int]:
        """Return the pairs held or promised, in order of needs."""
        held: list[int] = self.held[self.held != NONE].tolist()
        return held

    @property
    def coming(self) -> npt.NDArray[np.bool_]:
        """Return who may still come and has no seat promised."""
        coming: npt.NDArray[np.bool_] = (self.arrived == NOT_YET) & (self.held == NONE)
        return coming

    def give(self, pair: int) -> None:
        """Give a person the seat of a pair."""
        self.held[self.desk.row_of[pair]] = pair
        self._count(pair, -1)

    def withdraw(self, need: int) -> None:
        """Take note that a person is gone; the seat, if there is one, is free again."""
        self.left[need] = True
        if self.held[need] != NONE:
            self._count(int(self.held[need]), 1)
            self.held[need] = NONE

    def _count(self, pair: int, by: int) -> None:
        place = int(self.desk.market.place_of[pair])
        self.free[place] += by
        for owner, seats in (
            (self.desk.market.shared_of, self.shared_free),
            (self.desk.seats.shared_of, self.limited_free),
        ):
            if owner[place] != NONE:
                seats[owner[place]] += by
