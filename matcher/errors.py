"""Everything that can go wrong, as one tree.

::

    PraktikaError
    ├── InputError          the user's files or wishes; carries every Problem at once   (exit 1)
    │   ├── RoundError      tables, cells, references between tables
    │   ├── PolicyError     levels, mechanism, limits; a feature this version cannot honour exactly
    │   ├── ScenarioError       a scenario file, or a file of acceptance tests, cannot be used
    │   ├── TemplateError   a template of letters cannot be used
    │   └── MatchingError   a matching or certificate handed to the judge cannot be read
    └── SolverError         a solver and the recomputation disagree: our fault           (exit 70)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or note: where it is, a stable code, and the values its sentence is made of.

    ``place`` is a file or sheet name as the user sees it, ``row`` counts from 1 with the header's row included,
    ``column`` is the header as written, ``at`` the character of the row (from 1) where that helps to find it.
    ``sentence`` names the template in :mod:`matcher.text`; it is the code unless one code has several sentences.
    """

    place: str
    code: str
    row: int | None = None
    column: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    sentence: str = ""
    at: int | None = None

    def __post_init__(self) -> None:
        if not self.sentence:
            object.__setattr__(self, "sentence", self.code)

    @property
    def where(self) -> str:
        """Return the place in the form ``preferences.csv:17 rank``, with a character ``what-if.yaml:17:5 trials``."""
        row = f":{self.row}" if self.row is not None else ""
        row += f":{self.at}" if row and self.at is not None else ""
        column = f" {self.column}" if self.column else ""
        return f"{self.place}{row}{column}"


class PraktikaError(Exception):
    """The root of every error this package raises on purpose."""


class InputError(PraktikaError):
    """What the user handed over cannot be used; ``problems`` lists every reason found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.where} [{p.code}]" for p in self.problems))


class RoundError(InputError):
    """The round's files or tables have faults."""


class PolicyError(InputError):
    """The policy asks for something unknown, contradictory, without data, or not yet exact."""


class ScenarioError(InputError):
    """A scenario file, or a file of acceptance tests, has faults."""


class MatchingError(InputError):
    """A matching or certificate file cannot be read as one."""


class TemplateError(InputError):
    """A template of letters is no document, or asks for what letters do not have or allow."""


class SolverError(PraktikaError):
    """A solver's answer does not survive recomputation; never the user's mistake."""
