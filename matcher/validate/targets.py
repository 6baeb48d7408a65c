"""Checks of what rows point at: a position, a host, or nothing at all."""

from collections.abc import Iterator

from matcher.origin import Origin
from matcher.rounds import Placement, Preference, Priority, Quota, Round
from matcher.validate.fault import Fault

LISTS = ("preferences", "priorities")


def without_target(round_: Round, _: Origin) -> Iterator[Fault]:
    """A wish, a priority or an earlier placement names neither a position nor a host."""
    for table in (*LISTS, "placements"):
        rows: tuple[Preference | Priority | Placement, ...] = getattr(round_, table)
        for i, row in enumerate(rows):
            if row.position_id is None and row.host_id is None:
                yield Fault(table, "no-target", i, ("position_id", "host_id"))


def mismatched_targets(round_: Round, _: Origin) -> Iterator[Fault]:
    """A row names a position and a host that does not have it."""
    hosts = {j.position_id: j.host for j in round_.positions}
    for table in (*LISTS, "quotas"):
        rows: tuple[Preference | Priority | Quota, ...] = getattr(round_, table)
        for i, row in enumerate(rows):
            if row.host_id is not None and row.position_id is not None:
                own = hosts.get(row.position_id, row.host_id)
                if own != row.host_id:
                    values = {"position_id": row.position_id, "host_id": row.host_id, "own": own}
                    yield Fault(table, "target-mismatch", i, ("host_id", "position_id"), values)


def neither_rank_nor_veto(round_: Round, _: Origin) -> Iterator[Fault]:
    """A wish or a priority has no rank and is no veto."""
    for table in LISTS:
        rows: tuple[Preference | Priority, ...] = getattr(round_, table)
        for i, row in enumerate(rows):
            if row.rank is None and not row.veto:
                yield Fault(table, "no-rank", i, ("rank", "veto"))
