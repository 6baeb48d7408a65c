"""Key figures of a study, under the names that scenario files and results use."""

from enum import StrEnum


class Kpi(StrEnum):
    """What is reported of every cohort; N graduates, E of them employed (by contract, self-employed, entrepreneurs)."""

    GROSS = "gross"
    """E / N."""
    FEDERAL = "federal"
    """E / (N - those who study on)."""
    AVAILABLE = "available"
    """E / (N - study - army - parental leave - left the country or died)."""
    IN_SPECIALTY = "in-specialty"
    """Employed in their specialty / E."""
    AT_PARTNERS = "at-partners"
    """Employed at a host with an agreement / E."""
    PRACTICE_TO_HIRE = "practice-to-hire"
    """Hired where the last practice was / placed in it."""
    RETENTION = "retention"
    """With the same employer a year after being hired / hired."""
    REQUESTS_FILLED = "requests-filled"
    """Seats of practice filled / seats offered."""
    TARGET_SHARE = "target-share"
    """With a target contract / N."""
    LONG_TERM_AGREEMENTS = "long-term-agreements"
    """Long-term agreements active, a number."""
    PLACED = "placed"
    """Placed in practice / those who need a place."""
    TOP_1 = "top-1"
    """Placed at their first choice / placed."""
    TOP_2 = "top-2"
    """Placed at their first or second choice / placed."""
    MEAN_RANK = "mean-rank"
    """Mean rank of the places held; less is better."""
    MEAN_KM = "mean-km"
    """Mean way to the place of practice in km; less is better."""
    NET_BUDGET = "net-budget"
    """Roubles that come in less those that go out, a year."""


LESS_IS_BETTER = frozenset({Kpi.MEAN_RANK, Kpi.MEAN_KM})
RATES = frozenset(Kpi) - LESS_IS_BETTER - {Kpi.LONG_TERM_AGREEMENTS, Kpi.NET_BUDGET}
"""Shares, 0..1."""
