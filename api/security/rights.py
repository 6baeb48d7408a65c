"""Roles and rights, in one table: whoever asks what a role may do looks here and nowhere else."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the college."""

    ADMINISTRATOR = "administrator"
    OFFICER = "placement-officer"
    APPROVER = "approver"
    PLANNER = "planner"
    HOST_CONTACT = "host-contact"
    STUDENT = "student"
    READER = "read-only"


class Right(StrEnum):
    """What a route may ask for."""

    ROUND_READ = "round.read"
    ROUND_WRITE = "round.write"
    ROUND_DELETE = "round.delete"
    RUN_READ = "run.read"
    RUN_START = "run.start"
    SCENARIO_READ = "scenario.read"
    SCENARIO_WRITE = "scenario.write"
    MOVE = "move"
    LOCK = "lock"
    PUBLICATION_READ = "publication.read"
    PUBLICATION_DRAFT = "publication.draft"
    PUBLICATION_APPROVE = "publication.approve"
    PUBLICATION_PUBLISH = "publication.publish"
    NAMES = "names"  # names, and whatever else tells who somebody is, in answers and exports
    LINKS = "links"  # make and end links for hosts and students
    SEATS_ANSWER = "seats.answer"  # a host's own seats
    WISHES_SET = "wishes.set"  # a student's own list
    OWN_READ = "own.read"  # what concerns oneself: one's place and its reason, one's seats
    PEOPLE = "people"  # users and keys
    ERASE = "erase"
    AUDIT = "audit"


_READ = frozenset({Right.ROUND_READ, Right.RUN_READ, Right.SCENARIO_READ, Right.PUBLICATION_READ})
_PLAN = _READ | {Right.RUN_START, Right.SCENARIO_WRITE}
_OFFICE = _PLAN | {
    Right.ROUND_WRITE,
    Right.ROUND_DELETE,
    Right.MOVE,
    Right.LOCK,
    Right.PUBLICATION_DRAFT,
    Right.PUBLICATION_PUBLISH,
    Right.NAMES,
    Right.LINKS,
}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset(Right) - {Right.SEATS_ANSWER, Right.WISHES_SET, Right.OWN_READ},
    Role.OFFICER: _OFFICE,
    Role.APPROVER: _READ | {Right.NAMES, Right.PUBLICATION_APPROVE, Right.PUBLICATION_PUBLISH},
    Role.PLANNER: _PLAN,
    Role.HOST_CONTACT: frozenset({Right.OWN_READ, Right.SEATS_ANSWER}),
    Role.STUDENT: frozenset({Right.OWN_READ, Right.WISHES_SET}),
    Role.READER: _READ,
}
"""What each role may do. Planners and readers see ids, never names."""


def may(role: str, right: Right) -> bool:
    """Return whether a role has a right; an unknown role has none."""
    return role in set(Role) and right in RIGHTS[Role(role)]
