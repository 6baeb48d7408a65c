"""Keyring: keys as the command line makes, lists and revokes them."""

from dataclasses import asdict
from typing import Any

from api.security.keys import issue_key
from api.store import people
from api.store.transactions import Store

ACTOR = "command-line"


def new(store: Store, college_id: str, user_id: str | None, role: str | None, name: str | None) -> str:
    """Make a key for a person, or for a new person of a role, and return it. Raises NotFoundError."""
    with store.write(college_id, ACTOR) as tx:
        people.college_title(tx)
        if user_id is None:
            user_id = people.add_user(tx, name or "", role or "").user_id
        return issue_key(tx, user_id, ACTOR).text


def listed(store: Store, college_id: str) -> list[dict[str, Any]]:
    """Return every key of a college with the role of its owner."""
    with store.read(college_id) as tx:
        return [{**asdict(key), "role": people.user(tx, key.user_id).role} for key in people.keys_listed(tx)]


def revoke(store: Store, college_id: str, key_id: str) -> None:
    """End a key. Raises NotFoundError."""
    with store.write(college_id, ACTOR) as tx:
        people.revoke_key(tx, key_id)
