"""A writer: ``python -m tests.chaos.writer ACTOR FIRST``, with the service's settings in the environment.

It does what the server does with a POST: reserves an idempotency key, writes a round, a run and the answer in one
transaction, and only then acknowledges, here by a line with the run's id. While the database is away it waits.
"""

import os
import sys
import time

from sqlalchemy.exc import DBAPIError

from api.settings import read_settings
from api.store import idempotency, rounds, runs
from api.store.opening import open_store
from api.store.refusals import InFlightError
from api.store.transactions import Store


def written(store: Store, actor: str, n: int) -> str:
    """Write the round number ``n`` and its run, once, however often this is called; return the run's id."""
    found = idempotency.reserve(store, "north", actor, f"key-{n}", "POST /rounds", str(n))
    if isinstance(found, idempotency.Answer):
        return found.body
    with store.write("north", actor) as tx:
        text = f'{{"round": {{"id": "round-{n}"}}}}'
        rounds.create(tx, rounds.Content(f"round-{n}", None, "internship", text, "f", {}))
        run_id = runs.create(tx, f"round-{n}", "solve", {}).run_id
        idempotency.keep(tx, found, idempotency.Answer(201, {}, run_id))
    return run_id


def main() -> None:
    """Write until killed, one round after another."""
    actor, n = sys.argv[1], int(sys.argv[2])
    store = open_store(read_settings(os.environ), migrate=False)
    while True:
        try:
            sys.stdout.write(f"{n} {written(store, actor, n)}\n")
            sys.stdout.flush()
            n += 1
        except (DBAPIError, InFlightError):
            time.sleep(0.02)


if __name__ == "__main__":
    main()
