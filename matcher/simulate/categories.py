"""Categories: what graduates do at a check date, and which of them count as employed."""

from enum import StrEnum


class Category(StrEnum):
    """What a graduate does at a check date; the values of the column ``category`` of the table ``outcomes``."""

    CONTRACT = "contract"
    SELF_EMPLOYED = "self-employed"
    ENTREPRENEUR = "entrepreneur"
    ARMY = "army"
    STUDY = "study"
    PARENTAL_LEAVE = "parental-leave"
    INFORMAL = "informal"
    UNEMPLOYED = "unemployed"
    NOT_SEEKING = "not-seeking"
    OTHER = "other"
    UNKNOWN = "unknown"


EMPLOYED = frozenset({Category.CONTRACT, Category.SELF_EMPLOYED, Category.ENTREPRENEUR})
"""Those who count as employed in every rate."""
