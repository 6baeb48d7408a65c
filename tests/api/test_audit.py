"""The audit chain: every edit, deletion, insertion, exchange and cut is found, and nothing else."""

import random
from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, insert, select, update

from api.store import audit
from api.store.transactions import Store, Tx
from api.tables import audit as entries
from api.tables import audit_heads as heads
from tests.api.people import college

LENGTH = 12


@pytest.fixture
def chain(store: Store) -> Store:
    college(store)
    for n in range(LENGTH):
        with store.write("north", f"user-{n % 3}") as tx:
            audit.record(tx, "thing.change", f"thing-{n}", n=n)
    return store


def faults(store: Store, anchor: audit.Head | None = None) -> list[audit.Fault]:
    with store.read("north") as tx:
        return audit.verify(tx, anchor)


def test_an_untouched_chain_holds(chain: Store) -> None:
    assert faults(chain) == []


def test_a_college_without_entries_has_a_chain_that_holds(store: Store) -> None:
    assert faults(store) == []


def test_entries_are_read_latest_first_and_page_by_page(chain: Store) -> None:
    with chain.read("north") as tx:
        first = audit.entries(tx, limit=5)
        second = audit.entries(tx, before=first[-1].entry_no, limit=5)
    numbers = [entry.entry_no for entry in (*first, *second)]
    assert numbers == sorted(numbers, reverse=True)
    assert first[0].data == {"n": LENGTH - 1}


def edit(r: random.Random, tx: Tx, n: int) -> None:
    column = r.choice(("actor", "action", "subject", "data", "hash", "created_at"))
    value: object = 1.5 if column == "created_at" else '{"n":-1}' if column == "data" else "other"
    tx.run(update(entries).where(entries.c.entry_no == n).values(**{column: value}))


def drop(r: random.Random, tx: Tx, n: int) -> None:
    tx.run(delete(entries).where(entries.c.entry_no == n))


def drop_and_close_up(r: random.Random, tx: Tx, n: int) -> None:
    tx.run(delete(entries).where(entries.c.entry_no == n))
    for later in range(n + 1, last(tx) + 1):
        tx.run(update(entries).where(entries.c.entry_no == later).values(entry_no=later - 1))
    tx.run(update(heads).values(entries=heads.c.entries - 1))


def exchange(r: random.Random, tx: Tx, n: int) -> None:
    other = n - 1 if n > 1 else n + 1
    for before, after in ((n, -1), (other, n), (-1, other)):
        tx.run(update(entries).where(entries.c.entry_no == before).values(entry_no=after))


def cut(r: random.Random, tx: Tx, n: int) -> None:
    tx.run(delete(entries).where(entries.c.entry_no >= n))


def cut_with_its_head(r: random.Random, tx: Tx, n: int) -> None:
    before = tx.value(select(entries.c.hash).where(entries.c.entry_no == n - 1)) or audit.START
    cut(r, tx, n)
    tx.run(update(heads).values(entries=n - 1, hash=before))


def drop_all(r: random.Random, tx: Tx, n: int) -> None:
    tx.run(delete(entries))
    if r.random() < 0.5:
        tx.run(update(heads).values(entries=0, hash=audit.START))


def put_in(r: random.Random, tx: Tx, n: int) -> None:
    row = tx.one(select(entries).where(entries.c.entry_no == n))
    assert row is not None
    tx.run(insert(entries).values(**{**row._mapping, "entry_no": last(tx) + 1}))


def last(tx: Tx) -> int:
    return int(tx.value(select(func.max(entries.c.entry_no))))


HARMS: tuple[Callable[[random.Random, Tx, int], None], ...] = (
    edit,
    drop,
    drop_and_close_up,
    exchange,
    cut,
    cut_with_its_head,
    drop_all,
    put_in,
)


class UndoneError(Exception):
    """Takes a harm back."""


def harmed(store: Store, r: random.Random) -> list[audit.Fault]:
    """Do one harm at random to the chain, verify, and take it back."""
    found: list[audit.Fault] = []
    try:
        with store.write("north", "intruder") as tx:
            r.choice(HARMS)(r, tx, r.randint(1, last(tx)))
            found = audit.verify(tx)
            raise UndoneError
    except UndoneError:
        return found


@pytest.mark.parametrize("harm", HARMS)
def test_every_kind_of_harm_is_found(chain: Store, harm: Callable[[random.Random, Tx, int], None]) -> None:
    with chain.write("north", "intruder") as tx:
        harm(random.Random(1), tx, 5)
    assert faults(chain) != []


def test_harm_at_random_is_always_found(chain: Store) -> None:
    r = random.Random(7)
    assert all(harmed(chain, r) for _ in range(60))
    assert faults(chain) == []


def test_a_head_noted_earlier_unmasks_an_older_database(chain: Store) -> None:
    with chain.read("north") as tx:
        noted = audit.head(tx)
    assert faults(chain, noted) == []
    with chain.write("north", "user") as tx:
        audit.record(tx, "thing.change", "later")
    assert faults(chain, noted) == []
    assert faults(chain, audit.Head(noted.entries, "0" * 64)) == [audit.Fault(noted.entries, "anchor")]
    assert faults(chain, audit.Head(noted.entries + 9, noted.hash)) == [audit.Fault(noted.entries + 9, "anchor")]


def test_what_is_not_done_is_not_told(store: Store) -> None:
    college(store)

    def half_done() -> None:
        with store.write("north", "user") as tx:
            audit.record(tx, "thing.change", "thing")
            raise UndoneError

    with pytest.raises(UndoneError):
        half_done()
    with store.read("north") as tx:
        assert "thing.change" not in [entry.action for entry in audit.entries(tx)]
