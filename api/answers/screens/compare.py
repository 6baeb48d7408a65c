"""Comparing: two or three results of a round side by side, in words, and person by person with names."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.answers.asked import Subject
from api.answers.exporting import whole
from api.answers.screens.board import Board, board_of
from matcher.explain.comparing import Comparison, LevelLine, Outcome, compare
from matcher.files.outcomes import read_outcome
from matcher.files.results import result_as_mapping
from matcher.report import wording
from matcher.report.comparing_screen import status
from matcher.report.persons import people_of, reading_order
from matcher.report.seat_words import level_change
from matcher.text import Lang


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Results with their boards, in the order asked for; all are told in the names of their own round."""

    boards: Sequence[Board]
    found: Comparison
    lang: Lang

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        """Return whoever does not have the same place in all results, by name."""
        people = {key: person for b in self.boards for key, person in people_of(b.case.round, b.directory).items()}
        held = [{key: place.position_id for key, place in b.held.items()} for b in self.boards]
        differing = [key for key in people if len({own.get(key) for own in held}) > 1]
        return [self._line(key) for key in sorted(differing, key=lambda k: reading_order(people[k]))]

    def _line(self, key: tuple[str, str]) -> dict[str, Any]:
        known = next(b for b in self.boards if key[0] in b.directory.applicants)
        person = known.directory.applicants[key[0]]
        places = [self._place(b, key) for b in self.boards]
        return {
            "applicant_id": key[0],
            "period_id": key[1],
            "name": person.name or key[0],
            "group": person.group,
            "places": [place | {"verdict": _fared(places[0], place)} for place in places],
        }

    def _place(self, board: Board, key: tuple[str, str]) -> dict[str, Any]:
        place = board.held.get(key)
        rank = None if place is None else board.case.ledger.ranks.get(place)
        return {**board.where(None if place is None else place.position_id), "rank": rank}

    def levels(self) -> list[dict[str, Any]]:
        """Return each level with its value in every result, and how it differs from the first."""
        return [self._level(line) for line in self.found.levels]

    def _level(self, line: LevelLine) -> dict[str, Any]:
        cells = [{"value": self._value(line, n), "change": "", "verdict": None} for n in range(len(line.values))]
        for cell, own in zip(cells[1:], line.differences, strict=True):
            if own.change is not None:
                cell |= {"change": level_change(line.level, own.change, self.lang), "verdict": own.verdict}
        return {"name": wording.level_name(line.level, line.measure, self.lang), "cells": cells}

    def _value(self, line: LevelLine, n: int) -> str | None:
        value = line.values[n]
        return None if value is None else wording.level_value(line.level, line.measure, value, self.lang)


def _fared(first: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return how the person's own wish fares against the first result: better, worse, same, or other (no ranks)."""
    if first["position_id"] == other["position_id"]:
        return "same"
    if (first["position_id"] is None) != (other["position_id"] is None):
        return "better" if first["position_id"] is None else "worse"
    if first["rank"] == other["rank"]:
        return "other"
    before, later = (place["rank"] or float("inf") for place in (first, other))
    return "better" if later < before else "worse"


def compared(results: Mapping[str, Subject], lang: Lang) -> dict[str, Any]:
    """Return results side by side, those with moves as they stand after them.

    ``lines`` are the people whose places differ; the verdict of each is against the first result.
    """
    boards = [board_of(subject, subject.locks, lang) for subject in results.values()]
    found = compare(
        [_outcome(name, subject, board) for (name, subject), board in zip(results.items(), boards, strict=True)]
    )
    side = SideBySide(boards, found, lang)
    return {
        "same_round": found.same_round,
        "results": [_result(outcome, lang) for outcome in found.outcomes],
        "levels": side.levels(),
        "lines": side.lines,
    }


def _outcome(name: str, subject: Subject, board: Board) -> Outcome:
    text = subject.result or "null"
    if subject.moves or "status" not in json.loads(text):
        text = json.dumps(result_as_mapping(board.case.round, whole(subject)), ensure_ascii=False, default=str)
    with TemporaryDirectory(prefix="praktika-") as folder:
        path = Path(folder) / "result.json"
        path.write_text(text, "utf-8")
        return read_outcome(path, name)


def _result(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "status": status(outcome, lang),
        "placed": outcome.placed,
        "unplaced": outcome.unplaced,
        "rank_profile": outcome.rank_profile,
        "unranked": outcome.unranked,
    }
