"""The store under many hands at once: idempotency keys, leases that end at once, and the audit chain under attack."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from api.settings import Settings
from api.store import claims
from api.store.opening import open_store
from api.store.refusals import FencedError
from api.store.transactions import Store
from tests.api.people import college, queued, stored
from tests.api.test_audit import faults as audit_faults
from tests.api.test_audit import harmed
from tests.api.test_idempotency import created_once
from tests.chaos.counts import times
from tests.chaos.history import faults

KEYS = times(20, 1000)
HARMS = times(40, 1000)
RUNS = times(12, 300)


def test_every_idempotency_key_is_carried_out_once(store: Store) -> None:
    assert created_once(store, college(store), n_keys=KEYS, n_times=8) == KEYS


def test_every_harm_to_the_audit_chain_is_found(store: Store) -> None:
    officer = college(store)
    stored(store, officer)
    for _ in range(12):
        queued(store, officer)
    r = random.Random(23)
    assert [n for n in range(HARMS) if not harmed(store, r)] == []
    assert audit_faults(store) == []


def test_with_a_lease_of_nothing_workers_rob_each_other_and_every_run_ends_once(
    settings: Settings, store: Store
) -> None:
    officer = college(store)
    stored(store, officer)
    asked = [queued(store, officer).run_id for _ in range(RUNS)]
    greedy = open_store(replace(settings, lease_seconds=0, max_attempts=10**6), migrate=False)

    def work(name: str) -> None:
        r = random.Random(name)
        while (run := claims.claim(greedy, name)) is not None:
            token = claims.Token(run.college_id, run.run_id, run.attempt)
            with suppress(FencedError):
                for _ in range(r.randrange(3)):
                    claims.tell(greedy, token, {"n": r.random()})
                if r.random() < 0.7:
                    claims.finish(greedy, token, claims.Outcome("done", "{}"), name)
                elif r.random() < 0.5:
                    claims.crash(greedy, token, {"code": "x"}, name)

    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(work, f"w{n}") for n in range(4)]:
            future.result()
    greedy.close()
    assert faults(store, asked) == []
