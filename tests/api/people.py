"""Colleges, people and rounds for the tests of the store."""

from api.store import people, rounds, runs
from api.store.transactions import Store

DOCUMENT = '{"round": {"id": "spring"}, "applicants": [{"applicant_id": "A1"}]}'


def college(store: Store, college_id: str = "north") -> str:
    """Make a college with an officer and return the officer's id."""
    people.add_college(store, college_id, f"College {college_id}", "test")
    return user(store, "placement-officer", college_id)


def user(store: Store, role: str, college_id: str = "north", name: str = "Someone") -> str:
    with store.write(college_id, "test") as tx:
        return people.add_user(tx, name, role).user_id


def content(round_id: str = "spring", text: str = DOCUMENT) -> rounds.Content:
    return rounds.Content(round_id, "Spring", "internship", text, "f" * 64, {"applicants": 1})


def stored(store: Store, officer: str, college_id: str = "north", round_id: str = "spring") -> rounds.RoundRecord:
    with store.write(college_id, officer) as tx:
        return rounds.create(tx, content(round_id))


def queued(store: Store, officer: str, college_id: str = "north", round_id: str = "spring") -> runs.RunRecord:
    with store.write(college_id, officer) as tx:
        return runs.create(tx, round_id, "solve", {})
