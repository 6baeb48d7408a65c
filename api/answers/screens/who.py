"""Who may go where: the matrix of hosts and groups with names, and one person's places with the rules in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.answers import eligibility
from api.answers.asked import Subject
from api.answers.subjects import round_of
from matcher.report import wording
from matcher.report.directory import Directory
from matcher.text import Lang

PROGRAMME = wording.PROGRAMME


def matrix(subject: Subject, lang: Lang) -> dict[str, Any]:
    """Return the matrix with names, those with nowhere to go and why, and which rules exclude how much."""
    directory = Directory(round_of(subject))
    found = eligibility.matrix(subject)
    summary = found["summary"]
    return {
        "summary": {name: summary[name] for name in ("needs", "places", "eligible_pairs", "candidates")},
        "groups": sorted({cell["group"] for cell in found["cells"]}),
        "hosts": _rows(found["cells"], directory),
        "nowhere": [_nowhere(line, lang) for line in summary["nowhere"]],
        "rules": [
            {"code": line["rule"], "rule": wording.rule_name(line["rule"], lang), "pairs": line["pairs"]}
            for line in summary["excluded"]
        ],
        "people": eligibility.people(subject),
        "several_periods": len({person["period_id"] for person in eligibility.people(subject)}) > 1,
    }


def _rows(cells: Sequence[Mapping[str, Any]], directory: Directory) -> list[dict[str, Any]]:
    hosts: dict[str, dict[str, Any]] = {}
    for cell in cells:
        row = hosts.setdefault(
            cell["host_id"],
            {
                "name": directory.host(cell["host_id"]),
                "locality": directory.locality(cell["host_id"]),
                "people": 0,
                "cells": {},
            },
        )
        row["cells"][cell["group"]] = {"may": cell["applicants"], "of": cell["needs"]}
        row["people"] += cell["applicants"]
    return sorted(hosts.values(), key=lambda row: (-row["people"], row["name"]))


def _nowhere(line: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    rules = [(count["rule"], count["pairs"]) for count in line["excluded"]]
    named = {name: line[name] for name in ("applicant_id", "name", "group", "period_id")}
    return named | {"why": wording.nowhere(rules, lang), "rules": [code for code, _ in rules]}


def row(subject: Subject, applicant_id: str, lang: Lang) -> dict[str, Any]:
    """Return one person's places, the open ones first, then those that another rule than the programme excludes.

    Raises InputError for a person that the round does not know.
    """
    periods = eligibility.row(subject, applicant_id)
    directory = Directory(round_of(subject))
    person = directory.applicants[applicant_id]
    return {
        "applicant_id": applicant_id,
        "name": person.name,
        "group": person.group,
        "periods": [_period(period, directory, lang) for period in periods],
    }


def _period(period: Mapping[str, Any], directory: Directory, lang: Lang) -> dict[str, Any]:
    places = [_place(place, directory, lang) for place in period["places"]]
    places.sort(key=lambda place: (len(place["broken"]), place["km"] is None, place["km"] or 0.0, place["host"]))
    barred = [place for place in places if place["broken"]]
    return {
        "period_id": period["period_id"],
        "open": [place for place in places if not place["broken"]],
        "barred": [place for place in barred if not place["by_programme"]],
        "other": [place for place in barred if place["by_programme"]],
    }


def _place(place: Mapping[str, Any], directory: Directory, lang: Lang) -> dict[str, Any]:
    position = directory.positions[place["position_id"]]
    return {
        "position_id": place["position_id"],
        "title": position.title or place["position_id"],
        "host": directory.host(place["host_id"]),
        "locality": directory.locality(place["host_id"]),
        "km": place["km"],
        "capacity": position.capacity,
        "by_programme": any(rule["code"] in PROGRAMME for rule in place["excluded_by"]),
        "broken": [
            {
                "code": rule["code"],
                "said": wording.rule_broken(rule["code"], directory.evidence(rule["evidence"]), lang),
            }
            for rule in place["excluded_by"]
        ],
    }
