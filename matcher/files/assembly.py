"""Assembly: the tables of a source to one Round, with the Origin of every row."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.files.findings import Findings, Source
from matcher.files.grids import Entries, read_entries
from matcher.files.headers import Header
from matcher.files.tables import TABLES
from matcher.origin import Origin
from matcher.rounds import Round
from matcher.validate.ids import IDS

MISSING_ROW = -1
"""The index under which Origin.damaged holds rows that could not be read, so that nothing is said about their ids."""


@dataclass(frozen=True, slots=True)
class Read:
    """A table's entries and the file or sheet they came from."""

    place: str
    entries: Entries


def read_tables(source: Source, findings: Findings) -> Mapping[str, Read]:
    """Return every table that the source holds; a required one that is absent is a problem."""
    tables: dict[str, Read] = {}
    for table in TABLES:
        if table.name in source.grids:
            grid = source.grids.pop(table.name)  # its cells are not needed any more once they are read
            tables[table.name] = Read(grid.place, read_entries(table, grid, findings))
        elif table.required and table.name not in source.lost:
            source.lost.add(table.name)
            findings.problem(source.place, "missing-table", table=table.name, table_ru=table.ru)
    return tables


def make_round(header: Header, tables: Mapping[str, Read]) -> Round:
    """Return the round of a header and its tables."""
    rows = {name: read.entries.entries for name, read in tables.items()}
    return Round(**{"applicants": (), "positions": (), **header.fields, **rows})


def origin_of(tables: Mapping[str, Read], source: Source, header: Header) -> Origin:
    """Return where every row stands and which cells and tables could not be read."""
    damaged = {("round", 0, name) for name in header.damaged}
    for name, read in tables.items():
        damaged |= {(name, index, column) for index, column in read.entries.damaged}
    lost = source.lost | {name for name, read in tables.items() if read.entries.lost}
    if "positions" in lost:
        lost = lost | {"hosts"}  # without a hosts table the positions say which hosts there are
    return Origin(
        places={"round": source.header_place} | {name: read.place for name, read in tables.items()},
        rows={name: read.entries.lines for name, read in tables.items()},
        columns={name: read.entries.headers for name, read in tables.items()},
        damaged=frozenset(damaged | {(name, MISSING_ROW, IDS.get(name, "")) for name in lost}),
    )
