"""Limits: what a host's mentors imply for its seats; looking ahead, it is better known than not."""

from collections import defaultdict
from dataclasses import replace

from matcher.policy import Policy
from matcher.rounds import Host, Round


def with_limits_of_mentors(round_: Round, policy: Policy) -> Round:
    """Return the round with each host's capacity no more than its mentors take: everyone there needs one of them.

    A necessary condition only; which mentor is for which specialty is left to the judge. Without mentors, the round.
    """
    if not policy.rule_is_on("mentors", default=True):
        return round_
    most: dict[str, int] = defaultdict(int)
    for mentor in round_.mentors:
        if mentor.host_id is not None:
            most[mentor.host_id] += mentor.capacity
    if not most:
        return round_
    known = {host.host_id for host in round_.hosts}
    hosts = [*round_.hosts, *(Host(h) for h in sorted(most) if h not in known)]
    return replace(round_, hosts=tuple(_limited(host, most.get(host.host_id)) for host in hosts))


def _limited(host: Host, most: int | None) -> Host:
    if most is None:
        return host
    return replace(host, capacity=most if host.capacity is None else min(host.capacity, most))
