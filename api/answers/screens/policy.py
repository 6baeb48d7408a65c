"""The round's policy on the page: its levels and rules with what the data allow, and a changed one, checked."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.answers.asked import Subject
from api.answers.subjects import read_policy, round_of
from api.uploads.reading import facts_of
from matcher.files.policies import policy_as_mapping
from matcher.policy import CONSTRAINT_SWITCHES, Level, LevelName, Measure, Policy
from matcher.report import wording
from matcher.rounds import Round
from matcher.rules.registry import RULES
from matcher.solve import refuse
from matcher.text import Lang
from matcher.validate import policy_problems

CALLED: Mapping[str, str] = {
    "mentors": "mentor",
    "supervisors": "supervisor",
    "agreement-seats": "agreement",
    "beds": "beds",
    "max-minors": "max-minors",
}
"""The condition that a switch is about."""


def shown(subject: Subject, lang: Lang) -> dict[str, Any]:
    """Return the policy as plain data, the levels that the data allow, and the rules that can be switched."""
    round_ = round_of(subject)
    return {
        "policy": policy_as_mapping(round_.policy),
        "levels": [str(name) for name in LevelName if _is_served(round_, name)],
        "rules": [*_rules(round_.policy, lang), *_conditions(round_.policy, lang)],
        "placements": bool(round_.placements),
    }


def _is_served(round_: Round, name: LevelName) -> bool:
    """Return whether the data allow a level; ``balance`` needs words of its own and is set in the file."""
    if name == LevelName.BALANCE:
        return False
    measure = Measure.GENEROUS if name == LevelName.PREFERENCE else None
    return not policy_problems(round_, Policy(objectives=(Level(name, measure=measure),)))


def _rules(policy: Policy, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "code": rule.code,
            "said": wording.rule_name(rule.code, lang),
            "on": policy.rule_is_on(rule.code, rule.default_on),
            "verified": rule.verified,
            "source": rule.source,
        }
        for rule in RULES
        if rule.switchable
    ]


def _conditions(policy: Policy, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "said": wording.condition(CALLED[code], lang),
            "on": policy.rules.get(code, True),
            "verified": "A",
            "source": "",
        }
        for code in CONSTRAINT_SWITCHES
    ]


def changed(subject: Subject, entries: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """Write the round's document with another policy into a folder and return its facts.

    Raises PolicyError with everything that keeps the policy from being served.
    """
    policy = read_policy(entries)
    round_ = round_of(subject)
    refuse(round_, policy)
    return facts_of(replace(round_, policy=policy), Path(folder))
