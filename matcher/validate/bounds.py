"""Checks of what must stand in order: first and last days, minimums and maximums, and the filters of quotas."""

from collections.abc import Iterator, Mapping

from matcher.origin import Origin
from matcher.rounds import Round
from matcher.validate.fault import Fault

DATES = (
    ("periods", "starts_on", "ends_on"),
    ("agreements", "valid_from", "valid_to"),
    ("outcomes", "hired_on", "left_on"),
)
MINIMUMS = (
    ("positions", "minimum", "capacity", "minimum-over-capacity"),
    ("hosts", "minimum", "capacity", "minimum-over-capacity"),
    ("quotas", "minimum", "maximum", "minimum-over-maximum"),
)
FILTERS = ("specialty", "group", "sex", "restriction", "role")
"""Attributes of applicants that a quota may filter by."""


def dates_reversed(round_: Round, _: Origin) -> Iterator[Fault]:
    """Something ends before it starts."""
    for table, start, end in DATES:
        for i, row in enumerate(getattr(round_, table)):
            first, last = getattr(row, start), getattr(row, end)
            if first is not None and last is not None and last < first:
                yield Fault(table, "dates-reversed", i, (end, start), {"first": first, "last": last})


def round_dates_reversed(round_: Round, _: Origin) -> Iterator[Fault]:
    """The round ends before it starts."""
    first, last = round_.starts_on, round_.ends_on
    if first is not None and last is not None and last < first:
        yield Fault("round", "dates-reversed", 0, ("ends_on", "starts_on"), {"first": first, "last": last})


def minimums_too_large(round_: Round, _: Origin) -> Iterator[Fault]:
    """A minimum is larger than the seats there are, or than its maximum."""
    for table, low, high, code in MINIMUMS:
        for i, row in enumerate(getattr(round_, table)):
            least, most = getattr(row, low), getattr(row, high)
            if least is not None and most is not None and least > most:
                yield Fault(table, code, i, (low, high), {"minimum": least, "most": most})


def malformed_filters(round_: Round, _: Origin) -> Iterator[Fault]:
    """A quota's filter is not attribute=value, joined by &, over known attributes."""
    for i, quota in enumerate(round_.quotas):
        if quota.applicants is not None and applicants_filter(quota.applicants) is None:
            values = {"filter": quota.applicants, "attributes": list(FILTERS)}
            yield Fault("quotas", "bad-filter", i, ("applicants",), values)


def applicants_filter(text: str) -> Mapping[str, str] | None:
    """Return a quota's filter as attribute and value, None when it is malformed."""
    parts = [[side.strip() for side in part.split("=")] for part in text.split("&")]
    if any(len(part) != 2 or part[0] not in FILTERS or not part[1] for part in parts):
        return None
    wanted = dict(parts)
    return wanted if len(wanted) == len(parts) else None
