"""Verdicts of acceptance tests as plain data."""

from typing import Any

from matcher.explain.acceptance import Check, Verdicts
from matcher.explain.weights import Figure


def verdicts_as_mapping(found: Verdicts) -> dict[str, Any]:
    """Return the checks as plain data."""
    acceptance = found.acceptance
    return {
        "title": acceptance.title,
        "passed": found.passed,
        "current": acceptance.current,
        "statuses": [
            {"round": round_, "policy": policy, "status": str(status)}
            for (round_, policy), status in found.statuses.items()
        ],
        "checks": [_check_as_mapping(check) for check in found.checks],
    }


def _check_as_mapping(check: Check) -> dict[str, Any]:
    condition = check.condition
    return {
        "round": check.round,
        "policy": check.policy,
        "measure": str(condition.weight),
        "groups": condition.groups,
        "bound": str(condition.bound),
        "limit": float(condition.limit),
        **_figure_as_mapping(check.figure),
        "current": _figure_as_mapping(check.now),
        "passed": check.passed,
    }


def _figure_as_mapping(figure: Figure | None) -> dict[str, Any]:
    value = None if figure is None else figure.value
    return {
        "value": None if value is None else float(value),
        "numerator": None if figure is None else float(figure.part),
        "denominator": None if figure is None else figure.whole,
        "group": None if figure is None else figure.group,
    }
