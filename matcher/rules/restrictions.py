"""Restrictions: the words of an applicant's ``restrictions`` that rules can act on, and what each word asks for."""

from collections.abc import Iterable, Mapping
from enum import IntFlag


class Restriction(IntFlag):
    """What a word asks for. Words about heights or weights ask for nothing: no column of a position tells them."""

    NOTHING = 0
    ACCESS = 1
    SHORT_WEEK = 2
    NO_NIGHT = 4
    NO_ROTATING = 8
    NO_AWAY = 16
    NO_HAZARD = 32


_GROUP_1_2 = Restriction.ACCESS | Restriction.SHORT_WEEK

WORDS: Mapping[str, Restriction] = {
    "инв.1": _GROUP_1_2,
    "инв.2": _GROUP_1_2,
    "инв.3": Restriction.ACCESS,
    "инвалид": Restriction.ACCESS,
    "инвалидность": Restriction.ACCESS,
    "disability": Restriction.ACCESS,
    "disability-1": _GROUP_1_2,
    "disability-2": _GROUP_1_2,
    "disability-3": Restriction.ACCESS,
    "не ночь": Restriction.NO_NIGHT,
    "no-night": Restriction.NO_NIGHT,
    "не смены": Restriction.NO_ROTATING,
    "no-rotating": Restriction.NO_ROTATING,
    "не вахта": Restriction.NO_AWAY,
    "no-away": Restriction.NO_AWAY,
    "не вредность": Restriction.NO_HAZARD,
    "no-hazard": Restriction.NO_HAZARD,
    # Noise and chemicals above the norm make a class 3.1 or worse; the class does not say which of them it is, so the
    # careful reading refuses every harmful class and admits every class within the norms.
    "не шум": Restriction.NO_HAZARD,
    "no-noise": Restriction.NO_HAZARD,
    "не хим.": Restriction.NO_HAZARD,
    "no-chemicals": Restriction.NO_HAZARD,
}
"""Words by what they ask for. ОВЗ stands for schooling, not for work, and asks for nothing here."""


def asked(words: Iterable[str]) -> Restriction:
    """Return everything the words ask for together; case, spaces around and ё/е do not matter."""
    found = Restriction.NOTHING
    for word in words:
        found |= WORDS.get(plain(word), Restriction.NOTHING)
    return found


def plain(word: str) -> str:
    """Return a word as the table of words spells it."""
    return " ".join(word.split()).casefold().replace("ё", "е")
