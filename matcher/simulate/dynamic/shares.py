"""Shares of hindsight: what choosers reach over many streams, beside the best that could have been known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.simulate.dynamic.choosers import CHOOSERS
from matcher.simulate.dynamic.desk import Desk
from matcher.simulate.dynamic.futures import Forecast
from matcher.simulate.dynamic.replay import Replay, hindsight, replay
from matcher.simulate.dynamic.streams import Habits, Stream

HINDSIGHT = "hindsight"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one chooser reached on one stream, level by level in whole units; of all who came, how many have a seat."""

    stream: int
    chooser: str
    totals: tuple[int, ...]
    placed: int
    came: int
    withdrew: int


@dataclass(frozen=True, slots=True)
class Share:
    """A chooser's share of hindsight at a level over all streams: the median, and the tenth and ninetieth percent."""

    chooser: str
    level: int
    median: float
    low: float
    high: float
    least: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All outcomes, in order of streams and choosers, and the replays of each chooser on the first stream."""

    outcomes: tuple[Outcome, ...]
    replays: Mapping[str, Replay]

    def shares(self) -> list[Share]:
        """Return the shares of every chooser, level by level; levels at which hindsight has nothing are left out."""
        return [share for chooser in CHOOSERS for share in self._shares(chooser)]

    def _shares(self, chooser: str) -> Iterator[Share]:
        best = {o.stream: o.totals for o in self.outcomes if o.chooser == HINDSIGHT}
        own = [o for o in self.outcomes if o.chooser == chooser]
        for level in range(len(own[0].totals) if own else 0):
            ratios = [o.totals[level] / best[o.stream][level] for o in own if best[o.stream][level]]
            if ratios:
                low, median, high = np.quantile(ratios, [0.1, 0.5, 0.9]).tolist()
                yield Share(chooser, level, median, low, high, min(ratios))


def compare(
    desk: Desk,
    streams: Sequence[Stream],
    habits: Habits,
    window: int = 1,
    samples: int = 20,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> Comparison:
    """Replay each stream with every chooser and in hindsight; ``progress`` is told how many streams are done.

    A chooser's futures are drawn from a stream of their own (``seed``), apart from those the streams were drawn from.
    """
    outcomes: list[Outcome] = []
    replays: dict[str, Replay] = {}
    for n, stream in enumerate(streams):
        outcomes.append(_outcome(desk, n, stream, HINDSIGHT, hindsight(desk, stream)))
        forecast = Forecast(habits, stream.n_days, samples, _apart(seed, n))
        for name, make in CHOOSERS.items():
            played = replay(desk, stream, make(desk, forecast), window)
            replays.setdefault(name, played)
            outcomes.append(_outcome(desk, n, stream, name, played.pairs))
        progress(n + 1)
    return Comparison(tuple(outcomes), replays)


def _apart(seed: int, stream: int) -> int:
    return (seed + 1) * 1_000_003 + stream


def _outcome(desk: Desk, n: int, stream: Stream, chooser: str, pairs: Sequence[int]) -> Outcome:
    came = len(stream.comings)
    withdrew = sum(not c.stays for c in stream.comings)
    return Outcome(n, chooser, desk.totals(pairs), len(pairs), came, withdrew)
