"""Any round at all, as Hypothesis strategies: one for each kind of column."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from matcher.files.columns import MOST, Column, Holds, Table
from matcher.files.tables import TABLES
from matcher.files.words import HAZARD_CLASSES
from matcher.policy import Level, LevelName, Limits, Measure, Mechanism, OrderKey, Policy, Stability, Unlisted
from matcher.rounds import Kind, Round

AWKWARD = ("=1+1", "+7", "-x", "@a", "'", "''", "'=", '\'"a"', '"q"', "[1]", " a ", "a;b|c", "null", "on", "007", "1e5")
TEXTS = st.text(max_size=6) | st.sampled_from(AWKWARD)
IDS = TEXTS.filter(bool)
FILTERS = ("sex=М", "sex=Ж&group= A ", "role=student & specialty=15.01.05", "group==1")


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Every value a column may hold in a round."""
    low, high = max(column.low, -MOST), min(column.high, MOST)
    by_content: dict[Holds, st.SearchStrategy[Any]] = {
        Holds.TEXT: IDS if column.key else TEXTS,
        Holds.LIST: st.lists(TEXTS, max_size=3).map(tuple),
        Holds.NUMBER: st.floats(low, high, allow_nan=False),
        Holds.DATE: st.dates(date(1, 1, 1)),
        Holds.BOOL: st.booleans(),
        Holds.FILTER: TEXTS.filter(lambda text: "=" not in text) | st.sampled_from(FILTERS),
        Holds.HAZARD: st.sampled_from(HAZARD_CLASSES),
    }
    if column.holds is Holds.CHOICE:
        return st.sampled_from(list(column.spellings))
    if column.holds is Holds.INT:
        return st.integers(int(low), int(high))
    return by_content[column.holds]


def entries(table: Table) -> st.SearchStrategy[Any]:
    """Any row of a table, with any of its optional cells left empty."""
    given = {
        column.name: cells(column) if column.required else cells(column) | st.just(table.defaults[column.name])
        for column in table.columns
    }
    return st.builds(table.entry, **given)


LEVELS = st.one_of(
    st.builds(
        Level,
        st.sampled_from([n for n in LevelName if n not in (LevelName.PREFERENCE, LevelName.BALANCE)]),
        give_up=st.floats(0, 1),
    ),
    st.builds(Level, st.just(LevelName.PREFERENCE), st.sampled_from(Measure), st.floats(0, 1)),
    st.builds(Level, st.just(LevelName.BALANCE), st.just("distance"), st.floats(0, 1), st.just("specialty")),
)
POLICIES = st.builds(
    Policy,
    mechanism=st.sampled_from(Mechanism),
    objectives=st.lists(LEVELS, max_size=4, unique_by=lambda k: (k.name, k.measure)).map(tuple),
    stability=st.sampled_from(Stability),
    unranked=st.sampled_from(Unlisted),
    unlisted=st.sampled_from(Unlisted),
    order=st.lists(st.sampled_from(OrderKey), unique=True).map(tuple),
    max_changes=st.none() | st.integers(0, 10**9),
    rules=st.dictionaries(st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True), st.booleans(), max_size=3),
    limits=st.builds(Limits, st.floats(1e-3, 1e6), st.integers(1, 1024), st.integers(0, 2**53 - 1)),
)
ROUNDS = st.builds(
    Round,
    round_id=IDS,
    title=st.none() | TEXTS,
    kind=st.sampled_from(Kind),
    starts_on=st.none() | st.dates(),
    ends_on=st.none() | st.dates(),
    policy=POLICIES,
    **{table.name: st.lists(entries(table), max_size=3).map(tuple) for table in TABLES},
)
