"""Idempotency keys: one request, however often it comes, is carried out once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from api.settings import Settings
from api.store import idempotency as idem
from api.store import rounds, scenarios
from api.store.opening import open_store
from api.store.refusals import FencedError, InFlightError, ReusedError
from api.store.transactions import Store
from tests.api.people import college, content

ROUTE = "POST /rounds"


@pytest.fixture
def officer(store: Store) -> str:
    return college(store)


def reserve(store: Store, officer: str, body: str = "b", route: str = ROUTE) -> idem.Reserved | idem.Answer:
    return idem.reserve(store, "north", officer, "key-1", route, body)


def taken(found: idem.Reserved | idem.Answer) -> idem.Reserved:
    assert isinstance(found, idem.Reserved)
    return found


def work(store: Store, officer: str, reserved: idem.Reserved, round_id: str = "spring") -> None:
    with store.write("north", officer) as tx:
        rounds.create(tx, content(round_id))
        idem.keep(tx, reserved, idem.Answer(201, {"Location": f"/rounds/{round_id}"}, '{"é":1}'))


def test_the_answer_is_given_again(store: Store, officer: str) -> None:
    work(store, officer, taken(reserve(store, officer)))
    assert reserve(store, officer) == idem.Answer(201, {"Location": "/rounds/spring"}, '{"é":1}')


def test_while_the_first_is_under_way_the_second_waits(store: Store, officer: str) -> None:
    reserve(store, officer)
    with pytest.raises(InFlightError):
        reserve(store, officer)


@pytest.mark.parametrize("change", [{"body": "other"}, {"route": "POST /runs"}])
def test_another_request_under_the_key_is_refused(store: Store, officer: str, change: dict[str, str]) -> None:
    reserve(store, officer)
    with pytest.raises(ReusedError):
        reserve(store, officer, **change)


def test_keys_of_two_people_have_nothing_to_do_with_each_other(store: Store, officer: str) -> None:
    reserve(store, officer)
    taken(reserve(store, "somebody-else"))


def test_a_key_given_up_may_come_again(store: Store, officer: str) -> None:
    first = taken(reserve(store, officer))
    with store.write("north", officer) as tx:
        idem.give_up(tx, first)
    taken(reserve(store, officer))


def test_a_key_whose_server_died_is_free_again_and_the_dead_cannot_come_back(
    store: Store, settings: Settings, officer: str
) -> None:
    hasty = open_store(replace(settings, idempotency_lease_seconds=1e-9), migrate=False)
    first, second = (taken(reserve(hasty, officer)) for _ in range(2))
    work(store, officer, second)
    with pytest.raises(FencedError):
        work(store, officer, first, "autumn")
    with store.read("north") as tx:
        assert [r.round_id for r in rounds.listed(tx)] == ["spring"]
    hasty.close()


def test_keys_are_let_go_when_their_time_is_over(store: Store, settings: Settings, officer: str) -> None:
    brief = open_store(replace(settings, idempotency_hours=1e-12), migrate=False)
    work(store, officer, taken(reserve(brief, officer)))
    taken(reserve(brief, officer, body="other"))
    with store.write("north", officer) as tx:
        assert idem.sweep(tx) == 1
    brief.close()


def created_once(store: Store, officer: str, n_keys: int, n_times: int) -> int:
    """Send each of many requests several times at once, and again while one is under way; return what there is."""
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(_send, store, officer, f"key-{n}") for n in range(n_keys) for _ in range(n_times)]
        answers = [one.result() for one in sent]
    assert len(set(answers)) == n_keys
    with store.read("north") as tx:
        return len(scenarios.listed(tx, limit=10 * n_keys))


def _send(store: Store, officer: str, key: str) -> str:
    while True:
        try:
            found = idem.reserve(store, "north", officer, key, ROUTE, key)
        except InFlightError:
            continue
        if isinstance(found, idem.Answer):
            return found.body
        with store.write("north", officer) as tx:
            made = scenarios.create(tx, key, "{}").scenario_id
            idem.keep(tx, found, idem.Answer(201, {}, made))
        return made


Send = Callable[[Store, str, int, int], int]


def test_duplicates_at_once_are_carried_out_once(store: Store, officer: str) -> None:
    assert created_once(store, officer, n_keys=15, n_times=4) == 15
