"""Claims: each run is carried out exactly once, whatever happens to workers and leases."""

from dataclasses import replace
from threading import Thread

import pytest

from api.settings import Settings
from api.store import claims, events, runs
from api.store.opening import open_store
from api.store.refusals import FencedError
from api.store.transactions import Store
from tests.api.people import college, queued, stored

DONE = claims.Outcome("done", '{"status": "optimal"}', "{}")


def token(run: runs.RunRecord | None) -> claims.Token:
    assert run is not None
    return claims.Token(run.college_id, run.run_id, run.attempt)


@pytest.fixture
def officer(store: Store) -> str:
    found = college(store)
    stored(store, found)
    return found


def kinds(store: Store, run_id: str) -> list[str]:
    with store.read("north") as tx:
        return [event.kind for event in events.since(tx, run_id)]


def state(store: Store, run_id: str) -> str:
    with store.read("north") as tx:
        return runs.get(tx, run_id).state


def test_the_oldest_waiting_run_is_taken_first(store: Store, officer: str) -> None:
    asked = [queued(store, officer).run_id for _ in range(3)]
    assert [token(claims.claim(store, "w")).run_id for _ in range(3)] == asked
    assert claims.claim(store, "w") is None


def test_a_result_and_its_state_come_together(store: Store, officer: str) -> None:
    run = queued(store, officer)
    held = token(claims.claim(store, "w"))
    claims.tell(store, held, {"step": "rules"})
    claims.finish(store, held, DONE, "w")
    with store.read("north") as tx:
        assert runs.get(tx, run.run_id).state == "done"
        assert runs.result(tx, run.run_id).content == DONE.content
    assert kinds(store, run.run_id) == ["queued", "claimed", "progress", "done"]


def test_a_result_is_handed_in_once(store: Store, officer: str) -> None:
    queued(store, officer)
    held = token(claims.claim(store, "w"))
    claims.finish(store, held, DONE, "w")
    with pytest.raises(FencedError):
        claims.finish(store, held, DONE, "w")


def test_many_workers_take_each_run_once(store: Store, officer: str) -> None:
    asked = {queued(store, officer).run_id for _ in range(24)}
    taken: list[str] = []

    def work(name: str) -> None:
        while (run := claims.claim(store, name)) is not None:
            taken.append(run.run_id)

    threads = [Thread(target=work, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(asked)


@pytest.fixture
def hasty(settings: Settings, store: Store, officer: str) -> Store:
    """The same store with leases that end at once."""
    return open_store(replace(settings, lease_seconds=0), migrate=False)


def test_with_a_lease_of_nothing_only_the_last_claim_counts(hasty: Store, officer: str) -> None:
    run = queued(hasty, officer)
    first = token(claims.claim(hasty, "slow"))
    second = token(claims.claim(hasty, "quick"))
    assert (first.run_id, first.attempt, second.attempt) == (run.run_id, 1, 2)
    for word in (
        lambda: claims.heartbeat(hasty, first),
        lambda: claims.is_stop_requested(hasty, first),
        lambda: claims.tell(hasty, first, {}),
        lambda: claims.finish(hasty, first, DONE, "slow"),
        lambda: claims.fail(hasty, first, {"code": "x"}, "slow"),
        lambda: claims.release(hasty, first, "slow"),
        lambda: claims.crash(hasty, first, {"code": "x"}, "slow"),
        lambda: claims.stop_empty(hasty, first, "slow"),
    ):
        with pytest.raises(FencedError):
            word()
    claims.finish(hasty, second, DONE, "quick")
    assert kinds(hasty, run.run_id) == ["queued", "claimed", "claimed", "done"]
    hasty.close()


def test_a_run_whose_workers_keep_dying_fails_with_a_reason(hasty: Store, officer: str) -> None:
    run = queued(hasty, officer)
    for _ in range(hasty.settings.max_attempts):
        assert claims.claim(hasty, "w") is not None
    assert claims.claim(hasty, "w") is None
    with hasty.read("north") as tx:
        found = runs.get(tx, run.run_id)
    assert (found.state, found.failure) == ("failed", {"code": "worker-died", "attempts": 3})
    hasty.close()


def test_attempts_given_back_in_good_order_do_not_count(store: Store, officer: str) -> None:
    run = queued(store, officer)
    for _ in range(5):
        claims.release(store, token(claims.claim(store, "w")), "w")
    for _ in range(store.settings.max_attempts):
        claims.crash(store, token(claims.claim(store, "w")), {"code": "killed"}, "w")
    assert kinds(store, run.run_id)[-3:] == ["crashed", "claimed", "failed"]


def test_a_waiting_run_stops_at_once_and_is_never_taken(store: Store, officer: str) -> None:
    run = queued(store, officer)
    with store.write("north", officer) as tx:
        assert runs.stop(tx, run.run_id).state == "stopped"
        assert runs.stop(tx, run.run_id).state == "stopped"
    assert claims.claim(store, "w") is None
    assert kinds(store, run.run_id) == ["queued", "stopped"]


def test_a_running_run_is_asked_once_and_its_worker_hears_it(store: Store, officer: str) -> None:
    run = queued(store, officer)
    held = token(claims.claim(store, "w"))
    assert not claims.is_stop_requested(store, held)
    for _ in range(2):
        with store.write("north", officer) as tx:
            assert runs.stop(tx, run.run_id).stop_requested
    assert claims.heartbeat(store, held)
    assert claims.is_stop_requested(store, held)
    claims.finish(store, held, claims.Outcome("stopped", "{}"), "w")
    assert kinds(store, run.run_id) == ["queued", "claimed", "stop-requested", "stopped"]


def test_a_run_that_was_to_stop_is_not_begun_again_when_its_worker_dies(hasty: Store, officer: str) -> None:
    run = queued(hasty, officer)
    claims.claim(hasty, "w")
    with hasty.write("north", officer) as tx:
        runs.stop(tx, run.run_id)
    assert claims.claim(hasty, "w") is None
    assert state(hasty, run.run_id) == "stopped"
    hasty.close()


def test_events_are_numbered_without_a_gap(store: Store, officer: str) -> None:
    run = queued(store, officer)
    held = token(claims.claim(store, "w"))
    threads = [Thread(target=claims.tell, args=(store, held, {"n": n})) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read("north") as tx:
        found = events.since(tx, run.run_id, last=2)
    assert [event.event_id for event in found] == list(range(3, 11))


def test_workers_that_are_heard_of_are_counted(store: Store) -> None:
    claims.worker_seen(store, "w1", 1)
    claims.worker_seen(store, "w1", 2)
    claims.worker_seen(store, "w2", 1)
    assert claims.workers_seen(store) == 2
    claims.worker_gone(store, "w1")
    assert claims.workers_seen(store) == 1


def test_runs_are_counted_by_state_over_all_colleges(store: Store, officer: str) -> None:
    queued(store, officer)
    other = college(store, "south")
    stored(store, other, "south")
    queued(store, other, "south")
    claims.claim(store, "w")
    assert claims.counts(store) == {"queued": 1, "running": 1}
