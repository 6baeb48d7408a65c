"""Strong components against reachability."""

from random import Random

import numpy as np
import pytest

from matcher.kernels.components import strong_components


def reachable(arcs: dict[int, list[int]], start: int) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for w in arcs[waiting.pop()]:
            if w not in seen:
                seen.add(w)
                waiting.append(w)
    return seen


@pytest.mark.parametrize("seed", range(150))
def test_nodes_share_a_label_when_each_reaches_the_other(seed: int) -> None:
    r = Random(seed)
    n = r.randint(0, 9)
    arcs = {v: r.choices(range(n), k=r.randint(0, 3)) for v in range(n)}
    first = np.cumsum([0, *(len(arcs[v]) for v in range(n))])
    label = strong_components(first, np.array([w for v in range(n) for w in arcs[v]], dtype=np.int32))
    reach = {v: reachable(arcs, v) for v in range(n)}
    for v in range(n):
        for w in range(n):
            assert (label[v] == label[w]) == (w in reach[v] and v in reach[w])
