"""Tables: every table of the contract, in the order in which sheets and files are written."""

from matcher.files.columns import Table
from matcher.files.tables_papers import AGREEMENTS
from matcher.files.tables_people import APPLICANTS, COMPANIONS, GROUPS, OUTCOMES
from matcher.files.tables_places import HOSTS, MENTORS, PERIODS, POSITIONS, QUOTAS
from matcher.files.tables_wishes import LOCKS, PAIRS, PLACEMENTS, PREFERENCES, PRIORITIES
from matcher.files.words import squeeze

TABLES = (
    APPLICANTS,
    GROUPS,
    PERIODS,
    HOSTS,
    POSITIONS,
    PREFERENCES,
    PRIORITIES,
    PAIRS,
    AGREEMENTS,
    MENTORS,
    QUOTAS,
    LOCKS,
    COMPANIONS,
    PLACEMENTS,
    OUTCOMES,
)

_BY_NAME = {name: table for table in TABLES for name in table.names}


def find_table(name: str) -> Table | None:
    """Return the table that a file's stem or a sheet's name means, None when it means none."""
    return _BY_NAME.get(squeeze(name))
