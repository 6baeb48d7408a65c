"""Realistic random markets as arrays, and the same market written as a round's folder."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
DRAWS = 22
BLOCK = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class BareMarket:
    """Rows in order of preference: ``indptr`` (n + 1,), ``position`` and ``utility`` (n_pairs,), ``capacity``."""

    indptr: Ints
    position: npt.NDArray[np.int32]
    utility: Ints
    capacity: Ints

    @property
    def n_applicants(self) -> int:
        """Return the number of applicants."""
        return len(self.indptr) - 1

    @property
    def row(self) -> Ints:
        """Return the applicant of each pair."""
        return np.repeat(np.arange(self.n_applicants), np.diff(self.indptr))


def draw_market(n_applicants: int, ratio: float, seed: int = 1) -> BareMarket:
    """Return a market with seats for ``ratio`` times its applicants."""
    rng = np.random.default_rng([seed, n_applicants, round(1000 * ratio)])
    n_positions = max(8, n_applicants // 5)
    popularity, blocks = _popularity(n_applicants, n_positions)
    listed = _draw_lists(rng, n_applicants, popularity, blocks)
    rank = np.cumsum(listed >= 0, axis=1, dtype=np.int64)
    keep = (listed >= 0) & (rank <= rng.integers(7, 14, n_applicants)[:, None])
    indptr = np.concatenate([[0], np.cumsum(keep.sum(axis=1))])
    position = listed[keep].astype(np.int32)
    row = np.repeat(np.arange(n_applicants), np.diff(indptr))
    utility = _utility(rng, rank[keep], row, position, n_applicants, n_positions)
    return BareMarket(indptr, position, utility, _seats(rng, popularity, round(ratio * n_applicants)))


def _popularity(n_applicants: int, n_positions: int) -> tuple[npt.NDArray[np.float64], Ints]:
    """Return each position's weight and the bounds of the specialties' blocks of positions."""
    n_blocks = max(1, n_applicants // BLOCK)
    bounds = np.linspace(0, n_positions, n_blocks + 1).astype(np.int64)
    within = np.arange(n_positions) - np.repeat(bounds[:-1], np.diff(bounds))
    return np.power(within.astype(np.float64) + 1.0, -0.8), bounds


def _draw_lists(
    rng: np.random.Generator, n_applicants: int, popularity: npt.NDArray[np.float64], bounds: Ints
) -> npt.NDArray[np.int64]:
    """Return (n_applicants, DRAWS) positions in order of preference, -1 for a repeated draw."""
    mass = np.concatenate([[0.0], np.cumsum(popularity)])
    block = np.sort(rng.integers(0, len(bounds) - 1, n_applicants))
    low, high = mass[bounds[block]][:, None], mass[bounds[block + 1]][:, None]
    point = low + (high - low) * rng.random((n_applicants, DRAWS))
    across = rng.random(point.shape) < 0.03
    point[across] = rng.random(int(across.sum())) * mass[-1]
    drawn = np.clip(np.searchsorted(mass, point, side="right") - 1, 0, len(popularity) - 1)
    order = np.argsort(drawn, axis=1, kind="stable")
    ordered = np.take_along_axis(drawn, order, axis=1)
    repeated = np.zeros(drawn.shape, dtype=np.bool_)
    np.put_along_axis(repeated, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    return np.where(repeated, -1, drawn)


def _utility(
    rng: np.random.Generator,
    rank: Ints,
    row: Ints,
    position: npt.NDArray[np.int32],
    n_applicants: int,
    n_positions: int,
) -> Ints:
    home, site = rng.random((n_applicants, 2)) * 60, rng.random((n_positions, 2)) * 60
    km = np.hypot(*(home[row] - site[position]).T)
    fit = 0.55 * rng.random(n_positions)[position] + 0.45 * rng.random(len(row))
    worth = 250 * np.maximum(0, 1 - rank / 13) + 150 * np.maximum(0, 1 - km / 60) + 600 * fit
    utility: Ints = worth.astype(np.int64) + 1
    return utility


def _seats(rng: np.random.Generator, popularity: npt.NDArray[np.float64], total: int) -> Ints:
    size = rng.lognormal(1.2, 0.8, len(popularity)) * (popularity / popularity.mean()) ** 0.35
    seats: Ints = np.maximum(1, size * total / size.sum()).astype(np.int64)
    while (missing := total - int(seats.sum())) != 0:
        chosen = rng.choice(len(seats), min(abs(missing), len(seats)), replace=False)
        np.add.at(seats, chosen[seats[chosen] > 1] if missing < 0 else chosen, int(np.sign(missing)))
    return seats


def write_folder(market: BareMarket, folder: Path) -> None:
    """Write the market as a round in the folder form: ranks in ``preferences``, utilities in ``pairs``."""
    folder.mkdir(parents=True, exist_ok=True)
    row = market.row
    rank = np.arange(len(row)) - market.indptr[row] + 1
    lines = {
        "applicants.csv": ["applicant_id", *(f"a{i}" for i in range(market.n_applicants))],
        "positions.csv": ["position_id,capacity", *(f"p{j},{c}" for j, c in enumerate(market.capacity.tolist()))],
        "preferences.csv": ["applicant_id,position_id,rank", *_rows(row, market.position, rank)],
        "pairs.csv": ["applicant_id,position_id,utility", *_rows(row, market.position, market.utility)],
        "round.yaml": [
            "version: 1",
            f"id: bench-{market.n_applicants}",
            "kind: vacancy",
            "policy:",
            "  objectives: [placed, utility]",
            "  unranked: unacceptable",
        ],
    }
    for name, text in lines.items():
        (folder / name).write_text("\n".join(text) + "\n", "utf-8")


def _rows(row: Ints, position: npt.NDArray[np.int32], value: Ints) -> list[str]:
    return [f"a{i},p{j},{v}" for i, j, v in zip(row.tolist(), position.tolist(), value.tolist(), strict=True)]
