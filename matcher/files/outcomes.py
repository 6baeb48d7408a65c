"""Outcomes: what a ``result.json`` says of itself, for results to be laid side by side."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from matcher.errors import MatchingError, Problem
from matcher.explain.comparing import Comparison, Difference, LevelLine, Outcome
from matcher.files.json_files import read_json_file
from matcher.files.matchings import read_matching
from matcher.files.results import read_claims

RESULT = "result.json"


def read_outcomes(paths: Sequence[Path]) -> tuple[Outcome, ...]:
    """Return the outcomes in files or in folders that hold a ``result.json``, named so that they can be told apart.

    Raises MatchingError for a file that does not hold a result, and for fewer than two.
    """
    if len(paths) <= 1:
        raise MatchingError([Problem("compare", "two-results")])
    return tuple(read_outcome(result_file(path), str(path)) for path in paths)


def result_file(path: Path) -> Path:
    """Return the file that a path means: the ``result.json`` of a folder, else the path itself."""
    return path / RESULT if path.is_dir() else path


def read_outcome(path: Path, name: str) -> Outcome:
    """Return the outcome in a ``result.json``. Raises MatchingError when the file does not hold one."""
    levels = read_claims(path).levels or ()
    entries = read_json_file(path, "bad-result")
    try:
        return Outcome(
            name,
            str(entries["status"]),
            _count(entries["placed"]),
            _count(entries["unplaced"]),
            tuple(map(_count, entries["rank_profile"])),
            _count(entries["unranked"]),
            levels,
            None if entries["matching"] is None else read_matching(path),
            entries["facts"].get("round_sha256"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MatchingError([Problem(path.name, "bad-result", values={"detail": str(error)})]) from error


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected a whole number, got {value!r}")
    return value


def comparison_as_mapping(found: Comparison) -> dict[str, object]:
    """Return a comparison as plain data; each later result's differences are against the first."""
    return {
        "same_round": found.same_round,
        "results": [_outcome(outcome) for outcome in found.outcomes],
        "levels": [_line(line) for line in found.levels],
        "moves": [None if moves is None else [asdict(move) for move in moves] for moves in found.moves],
    }


def _outcome(found: Outcome) -> dict[str, object]:
    kept = ("name", "status", "placed", "unplaced", "rank_profile", "unranked", "round_sha256")
    return {key: getattr(found, key) for key in kept}


def _line(found: LevelLine) -> dict[str, object]:
    named = {"level": found.level} | ({} if found.measure is None else {"measure": found.measure})
    return {
        **named,
        "values": list(found.values),
        "proved": list(found.proved),
        "differences": [_difference(d) for d in found.differences],
    }


def _difference(found: Difference) -> dict[str, object]:
    return {"change": found.change, "verdict": found.verdict}
