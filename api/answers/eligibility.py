"""Eligibility: who may go where, as a matrix of groups and hosts, and for one applicant place by place."""

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import Any

import numpy as np

from api.answers.asked import Subject
from api.answers.subjects import policy_of, round_of
from matcher.errors import InputError, Problem
from matcher.needs import Need, PlaceKey
from matcher.report.directory import Directory
from matcher.report.eligibility import summarise_eligibility
from matcher.report.persons import people_of, reading_order
from matcher.rounds import Round
from matcher.rules import RuleBook


def matrix(subject: Subject) -> dict[str, Any]:
    """Return the summary of a round's eligibility with its cells: pairs a group and host, and people who may go."""
    round_ = round_of(subject)
    policy = policy_of(subject, round_)
    book = RuleBook(round_, policy)
    return {"summary": asdict(summarise_eligibility(round_, policy)), "cells": _cells(round_, book)}


def _cells(round_: Round, book: RuleBook) -> list[dict[str, Any]]:
    """Return a cell for each group and host of one period: needs, places, eligible pairs, people with any of them."""
    group = {a.applicant_id: a.group for a in round_.applicants}
    host = {j.position_id: j.host for j in round_.positions}
    found = book.eligible()
    pairs: Counter[tuple[str, str]] = Counter()
    people: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    need_of = [group[n.applicant_id] or "" for n in found.needs]
    host_of = [host[p.position_id] for p in found.places]
    for i, j in zip(found.need_of.tolist(), found.place_of.tolist(), strict=True):
        key = (need_of[i], host_of[j])
        pairs[key] += 1
        people[key].add(found.needs[i].applicant_id)
    needs = Counter(need_of)
    keys = [(g, h) for g in sorted(needs) for h in sorted(set(host_of))]
    return [
        {"group": g, "host_id": h, "needs": needs[g], "pairs": pairs[g, h], "applicants": len(people[g, h])}
        for g, h in keys
    ]


def row(subject: Subject, applicant_id: str) -> list[dict[str, Any]]:
    """Return an applicant's places, one list a period, each with the rules that exclude it and their evidence.

    Raises InputError for an applicant that the round does not know.
    """
    round_ = round_of(subject)
    book = RuleBook(round_, policy_of(subject, round_))
    needs = [need for need in book.frame.needs if need.applicant_id == applicant_id]
    if not needs:
        raise InputError([Problem("applicant_id", "not-in-round", values={"name": applicant_id})])
    host = {j.position_id: j.host for j in round_.positions}
    return [
        {"period_id": need.period_id, "places": [_place(book, need, place, codes, host) for place, codes in of.items()]}
        for need in needs
        for of in [book.bars(need)]
    ]


def _place(book: RuleBook, need: Need, place: PlaceKey, codes: tuple[str, ...], host: dict[str, str]) -> dict[str, Any]:
    at = np.array([book.frame.need_index[need]]), np.array([book.frame.place_index[place]])
    km = float(book.kilometres(*at)[0])
    breaches = book.breaches(need, place) if codes else []
    return {
        "position_id": place.position_id,
        "host_id": host[place.position_id],
        "km": None if np.isnan(km) else km,
        "eligible": not codes,
        "excluded_by": [{"code": breach.code, "evidence": dict(breach.evidence)} for breach in breaches],
    }


def lockable(subject: Subject, applicant_id: str, position_id: str) -> dict[str, bool]:
    """Return whether the round knows both, and whether its own table locks the pair already."""
    round_ = round_of(subject)
    return {
        "applicant": any(a.applicant_id == applicant_id for a in round_.applicants),
        "position": any(j.position_id == position_id for j in round_.positions),
        "locked": any((k.applicant_id, k.position_id) == (applicant_id, position_id) for k in round_.locks),
    }


def people(subject: Subject) -> list[dict[str, Any]]:
    """Return who needs a place, by group and name, with how many places are open to each."""
    round_ = round_of(subject)
    found = RuleBook(round_, policy_of(subject, round_)).eligible()
    counts = np.bincount(found.need_of, minlength=len(found.needs)).tolist()
    open_to = {(n.applicant_id, n.period_id): n_places for n, n_places in zip(found.needs, counts, strict=True)}
    listed = sorted(people_of(round_, Directory(round_)).values(), key=lambda p: (p.group or "", *reading_order(p)))
    return [
        {
            "applicant_id": p.applicant_id,
            "name": p.name,
            "group": p.group,
            "period_id": p.period_id,
            "places": open_to[p.applicant_id, p.period_id],
        }
        for p in listed
    ]
