"""Checks of a policy against a round: rules that exist, and levels that the round has the data for."""

from collections.abc import Callable, Iterator, Mapping

from matcher.errors import Problem
from matcher.policy import CONSTRAINT_SWITCHES, Level, LevelName, Policy
from matcher.rounds import Round
from matcher.rules import BY_CODE

PLACE = "policy"
BALANCED = ("unplaced", "rank", "distance")
"""Measures that ``balance`` can even out over groups."""
GROUPINGS = ("group", "specialty", "sex", "locality", "role")
"""Attributes of applicants that make groups for ``balance``."""


def policy_problems(round_: Round, policy: Policy) -> list[Problem]:
    """Return every reason why the round's data cannot serve the policy; empty when it can."""
    found = [*rule_problems(policy), *max_changes_without_placements(round_, policy)]
    for number, level in enumerate(policy.objectives, start=1):
        for missing in MISSING.get(level.name, _nothing)(round_, level):
            values = {"level": str(level.name), "number": number, "missing": missing}
            found.append(Problem(PLACE, "no-data", column="objectives", values=values))
    return found


KNOWN = sorted((*BY_CODE, *CONSTRAINT_SWITCHES))


def rule_problems(policy: Policy) -> Iterator[Problem]:
    """Yield switches of rules that do not exist or cannot be switched off."""
    for code, on in sorted(policy.rules.items()):
        if code in CONSTRAINT_SWITCHES:
            continue
        if code not in BY_CODE:
            yield Problem(
                PLACE,
                "unknown-rule",
                column="rules",
                values={"rule": code, "known": KNOWN},
            )
        elif not BY_CODE[code].switchable and not on:
            yield Problem(PLACE, "rule-fixed", column="rules", values={"rule": code})


def max_changes_without_placements(round_: Round, policy: Policy) -> Iterator[Problem]:
    """Yield that changes are bounded where no earlier plan is given."""
    if policy.max_changes is not None and not round_.placements:
        yield Problem(
            PLACE, "no-data", column="max_changes", values={"missing": "placements"}, sentence="no-placements"
        )


Missing = Iterator[str]


def _nothing(_: Round, __: Level) -> Missing:
    return iter(())


def employment(round_: Round, _: Level) -> Missing:
    """Expected employment needs given probabilities."""
    if all(p.employment is None for p in round_.pairs):
        yield "pairs.employment"


def utility(round_: Round, _: Level) -> Missing:
    """Utility needs given numbers."""
    if all(p.utility is None for p in round_.pairs):
        yield "pairs.utility"


def priority(round_: Round, _: Level) -> Missing:
    """The hosts' ranks need a table of priorities."""
    if all(p.rank is None for p in round_.priorities):
        yield "priorities"


def distance(round_: Round, _: Level) -> Missing:
    """Distance needs given kilometres, or coordinates on both sides."""
    located = [any(row.lat is not None for row in rows) for rows in (round_.applicants, round_.hosts)]
    if all(p.km is None for p in round_.pairs) and not all(located):
        yield "pairs.km | applicants.lat, applicants.lon, hosts.lat, hosts.lon"


def cost(round_: Round, _: Level) -> Missing:
    """Cost needs costs of pairs or of positions."""
    if all(p.cost is None for p in round_.pairs) and all(j.cost is None for j in round_.positions):
        yield "pairs.cost | positions.cost"


def changes(round_: Round, _: Level) -> Missing:
    """Changes need an earlier plan."""
    if not round_.placements:
        yield "placements"


def tier(round_: Round, _: Level) -> Missing:
    """Tiers need to be given for pairs or agreements."""
    if all(p.tier is None for p in round_.pairs) and all(a.tier is None for a in round_.agreements):
        yield "pairs.tier | agreements.tier"


def agreements(round_: Round, _: Level) -> Missing:
    """Active agreements need a table of agreements."""
    if not round_.agreements:
        yield "agreements"


def balance(round_: Round, level: Level) -> Missing:
    """Balance needs a measure, an attribute that makes groups, and what the measure itself needs."""
    if level.groups not in GROUPINGS:
        yield f"groups: {' | '.join(GROUPINGS)}"
    elif not _tells(round_, level.groups):
        yield f"applicants.{level.groups}"
    if level.measure not in BALANCED:
        yield f"measure: {' | '.join(BALANCED)}"
    elif level.measure == "distance":
        yield from distance(round_, level)


def _tells(round_: Round, attribute: str) -> bool:
    """Return whether the attribute is known of any applicant; the specialty may be that of the group."""
    if attribute == "role":
        return True
    with_specialty = {g.group for g in round_.groups if g.specialty is not None}
    inherited = attribute == "specialty" and any(a.group in with_specialty for a in round_.applicants)
    return inherited or any(getattr(a, attribute) is not None for a in round_.applicants)


MISSING: Mapping[LevelName, Callable[[Round, Level], Missing]] = {
    LevelName.EMPLOYMENT: employment,
    LevelName.UTILITY: utility,
    LevelName.PRIORITY: priority,
    LevelName.DISTANCE: distance,
    LevelName.COST: cost,
    LevelName.CHANGES: changes,
    LevelName.TIER: tier,
    LevelName.AGREEMENTS: agreements,
    LevelName.BALANCE: balance,
}
"""What each level needs; a level that is not named (``placed``, ``preference``) needs nothing."""
