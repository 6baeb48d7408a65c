"""Delimited text: a CSV's delimiter found by trying, its rows, and the line each row starts on."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import Any

from matcher.files.findings import Findings, Grid
from matcher.files.grids import TITLE_ROWS

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 1_000_000
"""Characters of the longest cell that is read."""

Score = Callable[[Sequence[str]], int]
"""How well a row does as a header: the columns it names."""


def read_grid(text: str, place: str, score: Score, findings: Findings) -> Grid | None:
    """Return the rows of a CSV, None and a problem where its quotes are broken or a cell is too long."""
    delimiter = find_delimiter(text, score)
    reader = _reader(text, delimiter)
    try:
        rows = list(reader)
    except csv.Error as error:
        code = "cell-too-long" if "limit" in str(error) else "bad-quotes"
        findings.problem(place, code, _starts(text, delimiter)[-1], n=LONGEST_CELL)
        return None
    one_line_each = reader.line_num == len(rows)
    return Grid(place, rows, range(1, len(rows) + 1) if one_line_each else _starts(text, delimiter)[:-1])


def find_delimiter(text: str, score: Score) -> str:
    """Return the delimiter under which one of the first rows is the best header, the widest of them in a tie."""
    return max(DELIMITERS, key=lambda d: max(((score(row), len(row)) for row in _first_rows(text, d)), default=(0, 0)))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a wrong delimiter tears quotes apart; the right one shows the fault when all is read
        rows.extend(islice(_reader(text, delimiter), TITLE_ROWS))
    return rows


def _reader(text: str, delimiter: str) -> Any:
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _starts(text: str, delimiter: str) -> list[int]:
    """Return the line on which each row starts, and where the next one would: a fault is in that last row."""
    starts = [1]
    with suppress(csv.Error):
        starts.extend(_next_lines(_reader(text, delimiter)))
    return starts


def _next_lines(reader: Any) -> Iterator[int]:
    return (reader.line_num + 1 for _ in reader)
