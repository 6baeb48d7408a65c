"""Recommendations, repairs, frontiers and comparisons as plain data for ``--json`` and for files."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from matcher.explain.frontier import Frontier
from matcher.explain.recommending import Option, Recommendation
from matcher.explain.replanning import Replan
from matcher.files.results import write_result
from matcher.files.writing import write_round, write_text
from matcher.judge import Violation
from matcher.matching import LevelValue
from matcher.policy import Level


def recommendation_as_mapping(found: Recommendation) -> dict[str, object]:
    """Return a recommendation as plain data."""
    return {
        f"{found.subject.kind}_id": found.subject.subject_id,
        "added_seat": found.added_seat,
        "levels": level_values(found.levels, found.now),
        "options": [_option(found, option) for option in found.options],
        "refusals": [
            {**_place(r.place.applicant_id, r.place.period_id, r.place.position_id), "reasons": reasons(r.violations)}
            for r in found.refusals
        ],
        "standing_violations": reasons(found.standing),
    }


def _option(found: Recommendation, option: Option) -> dict[str, object]:
    place = option.place
    return {
        **_place(place.applicant_id, place.period_id, place.position_id),
        "from_position_id": option.comes_from,
        "changes": level_values(found.levels, option.changes),
        "moves": [asdict(move) for move in option.moves],
    }


def replan_as_mapping(found: Replan) -> dict[str, object]:
    """Return what a repair changes as plain data, beside the result itself."""
    return {
        "kept": found.kept,
        "moves": found.moves,
        "forced": found.forced,
        "max_changes": found.max_changes,
        "fewest_moves": found.fewest,
        "withdrawn": [_place(p.applicant_id, p.period_id, p.position_id) for p in found.withdrawn],
        "changes": [
            {
                **asdict(c.move),
                "cause": c.cause,
                "reasons": reasons(c.violations),
                "newcomers": list(c.newcomers),
            }
            for c in found.changes
        ],
        "frontier": [
            {"moves": p.moves, "levels": level_values(found.levels, p.values), "proved": True} for p in found.frontier
        ],
    }


WRITTEN = ("result.json", "matching.csv", "certificate.json", "round.json", "replan.json")
"""Files of a replan's folder."""


def write_replan(found: Replan, folder: Path) -> None:
    """Write the result's files, the round that was solved (for the judge) and ``replan.json`` into a folder."""
    write_result(found.round, found.result, folder)
    write_round(found.round, folder / "round.json")
    text = json.dumps(replan_as_mapping(found), ensure_ascii=False, indent=1, default=str)
    write_text(folder / "replan.json", text + "\n")


def frontier_as_mapping(found: Frontier) -> dict[str, object]:
    """Return a frontier as plain data: for each point both values and the share given up of either best."""
    names = [axis.name for axis in found.axes]
    return {
        "axes": names,
        "kept_levels": [level.name for level in found.kept],
        "complete": found.complete,
        "in_time": found.in_time,
        "points": [
            {
                "values": dict(zip(names, point.values, strict=True)),
                "given_up": dict(zip(names, point.given_up, strict=True)),
                "proved": True,
            }
            for point in found.points
        ],
        "policy": None if found.now is None else dict(zip(names, found.now, strict=True)),
        "policy_on_frontier": found.on_frontier,
    }


def _place(applicant_id: str, period_id: str, position_id: str) -> dict[str, object]:
    return {"applicant_id": applicant_id, "period_id": period_id, "position_id": position_id}


def level_values(levels: Sequence[Level], values: Sequence[LevelValue]) -> list[dict[str, object]]:
    """Return values (or changes) of levels by name; ``measure`` is there only for levels that have one."""
    pairs = zip(levels, values, strict=True)
    return [
        {"level": k.name, **({} if k.measure is None else {"measure": k.measure}), "value": value} for k, value in pairs
    ]


def reasons(found: Iterable[Violation]) -> list[dict[str, object]]:
    """Return broken conditions as plain data: code, whom and what it concerns, evidence."""
    return [{key: value for key, value in asdict(v).items() if value not in (None, {})} for v in found]
