"""Streams: who comes when and who withdraws, as CSV there and back; what replays of them came to, as plain data."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from functools import partial
from pathlib import Path

from matcher.errors import InputError
from matcher.files.columns import Table, day
from matcher.files.delimited import read_grid
from matcher.files.encodings import read_text
from matcher.files.escapes import encode_text
from matcher.files.findings import Findings
from matcher.files.grids import Entries, header_score, read_entries
from matcher.files.replacing import write_text
from matcher.files.tables_people import APPLICANT
from matcher.files.writing import csv_text
from matcher.levels import natural
from matcher.simulate.dynamic.choosers import CHOOSERS
from matcher.simulate.dynamic.desk import Desk
from matcher.simulate.dynamic.shares import Comparison, Outcome
from matcher.simulate.dynamic.standing import NONE
from matcher.simulate.dynamic.streams import Coming, Stream, stream_of

COLUMNS = ("applicant_id", "arrives_on", "withdraws_on")

STREAM = Table(
    "stream",
    Coming,
    "Поток обращений",
    (),
    (
        APPLICANT,
        day("arrives_on", "Обратился", "Дата обращения", "Дата заявления", required=True),
        day("withdraws_on", "Отказался", "Дата отказа"),
    ),
    required=True,
)


def read_stream(path: Path, known: Collection[str]) -> Stream:
    """Return the stream in a CSV of people ``known`` to the round. Raises InputError with every problem."""
    path, findings = Path(path), Findings()
    text = read_text(path, path.name, findings)
    grid = None if text is None else read_grid(text, path.name, partial(header_score, STREAM), findings)
    read = Entries() if grid is None else read_entries(STREAM, grid, findings)
    if not findings.problems:
        _check(read, path.name, known, findings)
    if findings.problems:
        raise InputError(findings.problems)
    return stream_of(read.entries)


def _check(read: Entries, place: str, known: Collection[str], findings: Findings) -> None:
    if not read.entries:
        findings.problem(place, "empty-stream")
    seen = Counter[str]()
    for line, coming in zip(read.lines, read.entries, strict=True):
        seen[coming.applicant_id] += 1
        if coming.applicant_id not in known:
            findings.problem(place, "unknown-id", line, "applicant_id", id=coming.applicant_id, table="applicants")
        if seen[coming.applicant_id] == 2:
            findings.problem(place, "comes-twice", line, "applicant_id", id=coming.applicant_id)
        if coming.withdraws_on is not None and coming.withdraws_on < coming.arrives_on:
            findings.problem(place, "withdraws-early", line, "withdraws_on")


def stream_text(stream: Stream) -> str:
    """Return a stream as CSV, in the order of coming."""
    rows = (
        (
            encode_text(c.applicant_id),
            c.arrives_on.isoformat(),
            "" if c.withdraws_on is None else c.withdraws_on.isoformat(),
        )
        for c in stream.comings
    )
    return csv_text(COLUMNS, rows)


def comparison_as_mapping(desk: Desk, found: Comparison) -> dict[str, object]:
    """Return shares of hindsight and what each chooser reached on each stream, values in the levels' own units."""
    names = [level.name.value for level in desk.quantities.policy.objectives]
    return {
        "levels": names,
        "shares": [{**asdict(s), "level": names[s.level]} for s in found.shares()],
        "outcomes": [_outcome(desk, names, outcome) for outcome in found.outcomes],
    }


def _outcome(desk: Desk, names: list[str], outcome: Outcome) -> dict[str, object]:
    levels = zip(desk.quantities.policy.objectives, desk.market.aims, outcome.totals, strict=True)
    values = [natural(level, [aim.name], [total], desk.quantities) for level, aim, total in levels]
    return {
        "stream": outcome.stream,
        "chooser": outcome.chooser,
        "values": dict(zip(names, values, strict=True)),
        "placed": outcome.placed,
        "came": outcome.came,
        "withdrew": outcome.withdrew,
    }


def write_comparison(desk: Desk, stream: Stream, found: Comparison, folder: Path) -> list[Path]:
    """Write the shares, the first stream and every decision made on it into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "dynamic.json": json.dumps(comparison_as_mapping(desk, found), ensure_ascii=False, indent=1) + "\n",
        "stream.csv": stream_text(stream),
        "decisions.csv": csv_text(("chooser", "day", "applicant_id", "position_id"), _decisions(desk, found)),
    }
    for name, text in texts.items():
        write_text(folder / name, text)
    return [folder / name for name in texts]


def _decisions(desk: Desk, found: Comparison) -> list[tuple[str, str, str, str]]:
    return [
        (
            chooser,
            str(d.day + 1),
            encode_text(desk.ids[d.need]),
            "" if d.pair == NONE else encode_text(desk.place(d.pair).position_id),
        )
        for chooser in CHOOSERS
        for d in found.replays[chooser].decisions
    ]
