"""Policies: plain data to a Policy with every problem at once, and back."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from matcher.errors import PolicyError
from matcher.files.cells import shown
from matcher.files.encodings import read_text
from matcher.files.findings import Findings
from matcher.files.objectives import level_as_mapping, read_objectives
from matcher.files.settings import (
    Spot,
    read_choice,
    read_items,
    read_mapping,
    read_seconds,
    read_switch,
    read_whole,
    read_word,
)
from matcher.files.structured import read_yaml
from matcher.policy import Limits, Mechanism, OrderKey, Policy, Stability, Unlisted

KEYS = ("mechanism", "objectives", "stability", "unranked", "unlisted", "order", "max_changes", "rules", "limits")
LIMITS = ("seconds", "workers", "seed")
LONGEST_SECONDS = 10.0**6
MOST_WORKERS = 1024
LARGEST_SEED = 2**53 - 1
"""Beyond it a seed would lose digits in a spreadsheet."""
MOST_CHANGES = 10**9
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def read_policy(path: Path) -> Policy:
    """Return the policy in a YAML or JSON file, bare or under ``policy:``. Raises PolicyError with every problem."""
    path = Path(path)
    findings = Findings()
    text = read_text(path, path.name, findings)
    entries = None if text is None else read_yaml(text, path.name, findings)
    spot = Spot(path.name, findings)
    if isinstance(entries, Mapping) and "policy" in entries:
        spot, entries = spot.inner(entries, "policy"), entries["policy"]
    policy = policy_from(entries, spot)
    if findings.problems:
        raise PolicyError(findings.problems)
    return policy


def policy_from(value: object, spot: Spot) -> Policy:
    """Return the policy in plain data (scalars as text); a key that is absent, empty or unfit has its default."""
    entries = read_mapping(value, KEYS, spot)
    default = Policy()

    def at(key: str) -> Spot:
        return spot.inner(value, key)

    given: dict[str, Callable[[object], Any]] = {
        "mechanism": lambda v: read_word(v, Mechanism, default.mechanism, at("mechanism")),
        "objectives": lambda v: read_objectives(v, at("objectives")),
        "stability": lambda v: read_word(v, Stability, default.stability, at("stability")),
        "unranked": lambda v: read_word(v, Unlisted, default.unranked, at("unranked")),
        "unlisted": lambda v: read_word(v, Unlisted, default.unlisted, at("unlisted")),
        "order": lambda v: _order(v, at("order")),
        "max_changes": lambda v: read_whole(v, 0, MOST_CHANGES, 0, at("max_changes")),
        "rules": lambda v: _rules(v, at("rules")),
        "limits": lambda v: _limits(v, at("limits")),
    }
    return Policy(**{key: given[key](entry) for key, entry in entries.items()})


def _order(value: object, spot: Spot) -> tuple[OrderKey, ...]:
    keys: list[OrderKey] = []
    for item, where in read_items(value, spot):
        key = read_choice(item, OrderKey, where)
        if key in keys:
            where.problem("repeated-order", name=str(key))
        elif key is not None:
            keys.append(key)
    return tuple(keys)


def _rules(value: object, spot: Spot) -> Mapping[str, bool]:
    if not isinstance(value, Mapping):
        spot.unfit("bad-rules", value)
        return {}
    for code in value:
        if not _RULE.fullmatch(code):
            spot.inner(value, code).problem("bad-rule-code", rule=shown(code))
    return {code: read_switch(switch, spot.inner(value, code)) for code, switch in value.items()}


def _limits(value: object, spot: Spot) -> Limits:
    entries = read_mapping(value, LIMITS, spot)
    default = Limits()

    def at(key: str) -> Spot:
        return spot.inner(value, key)

    given: dict[str, Callable[[object], Any]] = {
        "seconds": lambda v: read_seconds(v, LONGEST_SECONDS, default.seconds, at("seconds")),
        "workers": lambda v: read_whole(v, 1, MOST_WORKERS, default.workers, at("workers")),
        "seed": lambda v: read_whole(v, 0, LARGEST_SEED, default.seed, at("seed")),
    }
    return Limits(**{key: given[key](entry) for key, entry in entries.items()})


def policy_as_mapping(policy: Policy) -> dict[str, object]:
    """Return a policy as plain data, every key given, as ``round.yaml`` and ``result.json`` hold it."""
    limits = policy.limits
    return {
        "mechanism": str(policy.mechanism),
        "objectives": [level_as_mapping(level) for level in policy.objectives],
        "stability": str(policy.stability),
        "unranked": str(policy.unranked),
        "unlisted": str(policy.unlisted),
        "order": [str(key) for key in policy.order],
        "max_changes": policy.max_changes,
        "rules": dict(policy.rules),
        "limits": {"seconds": limits.seconds, "workers": limits.workers, "seed": limits.seed},
    }
