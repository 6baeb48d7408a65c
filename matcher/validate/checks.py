"""Checks: every fault of a round that its tables show together; the table of contents of this room."""

from collections.abc import Callable, Iterator

from matcher.errors import Problem
from matcher.origin import Origin
from matcher.rounds import Round
from matcher.validate.bounds import dates_reversed, malformed_filters, minimums_too_large, round_dates_reversed
from matcher.validate.cells import (
    half_coordinates,
    implausible_births,
    malformed_specialties,
    numbers_out_of_range,
    unknown_hazard_classes,
)
from matcher.validate.decisions import (
    companies_of_one,
    contradictory_locks,
    locks_out_of_period,
    members_of_two_companies,
)
from matcher.validate.fault import Fault, problems
from matcher.validate.ids import duplicate_ids, duplicate_rows, unknown_groups_of_periods, unknown_ids
from matcher.validate.policies import rule_problems
from matcher.validate.targets import mismatched_targets, neither_rank_nor_veto, without_target


def empty_tables(round_: Round, _: Origin) -> Iterator[Fault]:
    """There is nobody to place, or nowhere to place anyone."""
    for table in ("applicants", "positions"):
        if not getattr(round_, table):
            yield Fault(table, "empty-table", values={"table": table})


CHECKS: tuple[Callable[[Round, Origin], Iterator[Fault]], ...] = (
    empty_tables,
    duplicate_ids,
    duplicate_rows,
    unknown_ids,
    unknown_groups_of_periods,
    round_dates_reversed,
    dates_reversed,
    minimums_too_large,
    malformed_filters,
    numbers_out_of_range,
    malformed_specialties,
    unknown_hazard_classes,
    half_coordinates,
    implausible_births,
    without_target,
    mismatched_targets,
    neither_rank_nor_veto,
    contradictory_locks,
    locks_out_of_period,
    companies_of_one,
    members_of_two_companies,
)


def check(round_: Round, origin: Origin = Origin()) -> list[Problem]:  # noqa: B008  # frozen and empty
    """Return every fault of the round, in the order of ``CHECKS``, then of its policy's rules; empty when it is sound.

    A cell that ``origin`` calls damaged was reported when it was read and causes nothing here.
    """
    faults = (fault for find in CHECKS for fault in find(round_, origin))
    return [*problems(faults, origin), *rule_problems(round_.policy)]
