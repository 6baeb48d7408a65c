"""Rule: one hard condition on a pair, with its source, its switch, its mask over pairs and its evidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from matcher.rules.columns import Bools, Ints
from matcher.rules.frame import Frame

Evidence = Mapping[str, object]
Mask = Callable[[Frame, Ints, Ints], Bools]
Witness = Callable[[Frame, int, int], Evidence]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and where it comes from.

    ``excludes(frame, need_of, place_of)`` returns which of the candidate pairs the rule forbids (shape (n_pairs,));
    ``evidence(frame, need, place)`` returns the values that show why, ready for JSON (days as ISO text, lists of ids).
    ``verified`` is V (seen in a public source), M (from memory, ships off) or A (the college's own arrangement).
    Rules that are not ``switchable`` state what a pair is, what people said, or have a setting of their own.
    """

    code: str
    excludes: Mask
    evidence: Witness
    source: str = ""
    verified: Literal["V", "M", "A"] = "A"
    default_on: bool = True
    switchable: bool = True
