"""Registry: every rule of eligibility, the table of contents of this room."""

from collections.abc import Mapping

from matcher.policy import Policy
from matcher.rules.contracts import AGREEMENT_VALID, OWN_WORKPLACE, TARGET_CONTRACT
from matcher.rules.decisions import CONSENT, LOCK_ASSIGNED, LOCK_FORBIDDEN
from matcher.rules.health import ACCESSIBLE, HEALTH, MEDICAL
from matcher.rules.hours import ADULT_HOURS, DISABILITY_HOURS, HAZARD_HOURS, MINORS_HOURS, STUDY_HOURS
from matcher.rules.minors import EXCEPTION, MINORS_HAZARD, MINORS_SHIFT
from matcher.rules.programme import PERIOD, SPECIALTY
from matcher.rules.rule import Rule
from matcher.rules.travel import DISTANCE, HOUSING
from matcher.rules.wishes import UNLISTED, UNRANKED, VETO_APPLICANT, VETO_POSITION

RULES: tuple[Rule, ...] = (
    PERIOD,
    SPECIALTY,
    LOCK_ASSIGNED,
    LOCK_FORBIDDEN,
    VETO_APPLICANT,
    VETO_POSITION,
    UNRANKED,
    UNLISTED,
    CONSENT,
    AGREEMENT_VALID,
    TARGET_CONTRACT,
    OWN_WORKPLACE,
    MINORS_HAZARD,
    EXCEPTION,
    MINORS_SHIFT,
    MINORS_HOURS,
    ADULT_HOURS,
    STUDY_HOURS,
    DISABILITY_HOURS,
    HAZARD_HOURS,
    MEDICAL,
    ACCESSIBLE,
    HEALTH,
    DISTANCE,
    HOUSING,
)

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


def rules_in_force(policy: Policy) -> tuple[Rule, ...]:
    """Return the rules that apply under a policy: its word where a rule can be switched, else the rule's default."""
    return tuple(r for r in RULES if not r.switchable or policy.rule_is_on(r.code, r.default_on))
