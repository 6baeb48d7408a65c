"""Constraints on who is placed with whom: companions and quotas."""

from collections.abc import Iterator

import numpy as np

from matcher.constraints.row import Column, Row, count
from matcher.constraints.setting import Setting
from matcher.lists import Ints
from matcher.needs import periods_of
from matcher.rounds import Applicant, Quota


def companions(setting: Setting) -> Iterator[Row | Column]:
    """Send companions to one host or nowhere: for each member and host, sum of x = z(host); sum of z <= 1."""
    members: dict[str, list[str]] = {}
    for row in setting.quantities.round.companions:
        members.setdefault(row.companions_id, []).append(row.applicant_id)
    for company, own in sorted(members.items()):
        for period in sorted({n.period_id for n in setting.eligibility.needs if n.applicant_id in own}):
            yield from _company(setting, company, sorted(set(own)), period)


def _company(setting: Setting, company: str, members: list[str], period: str) -> Iterator[Row | Column]:
    """Members without a need in the period do not count; they are elsewhere anyway."""
    e = setting.eligibility
    needs = [i for i, n in enumerate(e.needs) if n.period_id == period and n.applicant_id in members]
    host_of = np.array([setting.positions[p.position_id].host for p in e.places], dtype=object)
    hosts = sorted({str(h) for i in needs for h in host_of[e.place_of[setting.of_need(i)]]})
    goes = {host: ("company", company, period, host) for host in hosts}
    for host in hosts:
        yield Column(goes[host])
    for i in needs:
        pairs = setting.of_need(i)
        own = host_of[e.place_of[pairs]]
        for host in hosts:
            here, weight = count(pairs[own == host])
            key = ("companions", company, e.needs[i].applicant_id, period, host)
            yield Row(key, here, weight, 0, 0, {goes[host]: -1})
    if hosts:
        yield Row(("one-host", company, period), *count([]), upper=1, columns=dict.fromkeys(goes.values(), 1))


def quotas(setting: Setting) -> Iterator[Row]:
    """Keep the number of applicants of a kind within bounds, in each period: minimum <= sum of x <= maximum."""
    for quota in sorted(setting.quantities.round.quotas, key=lambda q: q.quota_id):
        scope = _scope(setting, quota)
        for period in quota_periods(setting, quota):
            pairs, weight = count(_of_kind(setting, quota, scope, period))
            yield Row(("quota", quota.quota_id, period), pairs, weight, quota.minimum, quota.maximum)


def quota_periods(setting: Setting, quota: Quota) -> tuple[str, ...]:
    """Return the periods a quota binds in: something within its scope is open and someone of the kind needs a place.

    Where no period is such, the quota binds in all of them, so that a minimum nobody can meet is not passed over.
    """
    if quota.quota_id not in setting.quota_periods:
        every, kind = set(periods_of(setting.quantities.round)), passing(setting, quota.applicants)
        open_ = {p.period_id for p in setting.places if _concerns(setting, quota, p.position_id)}
        asked = {n.period_id for n in setting.eligibility.needs if n.applicant_id in kind}
        setting.quota_periods[quota.quota_id] = tuple(sorted(every & open_ & asked or every))
    return setting.quota_periods[quota.quota_id]


def _concerns(setting: Setting, quota: Quota, position_id: str) -> bool:
    if quota.position_id is not None:
        return quota.position_id == position_id
    return quota.host_id in (None, setting.positions[position_id].host)


def _scope(setting: Setting, quota: Quota) -> Ints:
    if quota.position_id is not None:
        places = [j for j, p in enumerate(setting.places) if p.position_id == quota.position_id]
        return setting.at_places(places)
    if quota.host_id is not None:
        return setting.at_host(quota.host_id)
    return np.arange(len(setting.eligibility.need_of))


def _of_kind(setting: Setting, quota: Quota, scope: Ints, period: str) -> Ints:
    e = setting.eligibility
    kind = passing(setting, quota.applicants)
    passes = np.array([n.period_id == period and n.applicant_id in kind for n in e.needs], np.bool_)
    return scope[passes[e.need_of[scope]]]


def passing(setting: Setting, condition: str | None) -> frozenset[str]:
    """Return who passes a filter such as ``specialty=15.01.05&sex=Ж``; no filter passes everyone."""
    if condition not in setting.passing:
        terms = [term.partition("=") for term in (condition or "").split("&") if term.strip()]
        setting.passing[condition] = frozenset(
            key
            for key, person in setting.people.items()
            if all(value.strip() in _attribute(setting, person, name.strip()) for name, _, value in terms)
        )
    return setting.passing[condition]


def _attribute(setting: Setting, person: Applicant, name: str) -> tuple[str | None, ...]:
    if name == "specialty":
        return (setting.specialty(person.applicant_id),)
    if name == "restriction":
        return person.restrictions
    return (getattr(person, name),)
