"""Kinds of letters, and the fields that a template of each may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: ``fields`` stand by themselves, ``inner`` behind a dot, within a line of a list."""

    name: str
    fields: frozenset[str]
    inner: frozenset[str]

    @property
    def known(self) -> tuple[str, ...]:
        """Return every name, in order."""
        return tuple(sorted(self.fields | self.inner))


STUDENT = Kind(
    "student",
    frozenset({"round", "name", "number", "group", "curator", "ask", "title", "intro", "places", "missing"}),
    frozenset(
        {
            *("practice", "host", "town", "position", "dates", "schedule", "mentor", "supervisor", "wish"),
            *("what", "facts", "label", "value", "why", "better", "steps"),
        }
    ),
)
HOST = Kind(
    "host",
    frozenset({"round", "host", "number", "town", "sends", "count", "people", "withheld", "curators"}),
    frozenset(
        {
            *("number", "name", "group", "specialty", "studies", "practice", "position", "dates", "mentor"),
            *("curator", "line"),
        }
    ),
)
