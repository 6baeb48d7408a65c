"""Wording: the codes and numbers of a summary as sentences of a language."""

from collections.abc import Mapping, Sequence
from datetime import date

from matcher.levels import MINIMISED
from matcher.matching import LevelResult, LevelValue, Status
from matcher.policy import LevelName, Measure, Mechanism
from matcher.report.cautions import Caution
from matcher.report.clashes import ConflictLine
from matcher.report.persons import Person
from matcher.report.summary import Summary
from matcher.report.unplaced import Cause, UnplacedLine
from matcher.rules import BY_CODE
from matcher.text import Lang, catalogue, number, say

LEVELS = frozenset(LevelName)
PROGRAMME = frozenset({"period", "specialty"})
NAMED_RULES, NAMED_POSITIONS = 2, 3
FULL_OR_KEPT = frozenset({"competition", "condition", "level-trade"})
CONDITIONS = frozenset(
    {
        "capacity",
        "host-capacity",
        "position-capacity",
        "at-a-time",
        "minimum",
        "host-minimum",
        "max-minors",
        "beds",
        "companions",
        "quota",
        "mentor",
        "supervisor",
        "agreement",
        "max-changes",
        "lock-assigned",
    }
)
"""Codes of hard conditions on the whole matching."""
PROFILED = frozenset(
    {(LevelName.TIER, None), *((LevelName.PREFERENCE, m) for m in (None, Measure.RANK_MAXIMAL, Measure.GENEROUS))}
)
"""Levels (with their measures) whose value is a profile."""


def headline(summary: Summary, lang: Lang) -> str:
    """Return how many are placed, in one sentence without a full stop."""
    if summary.several_periods:
        return say("summary.placed.periods", lang, placed=summary.placed, needs=summary.needs)
    people = say(f"people.of.{summary.kind}", lang, n=summary.needs)
    return say("summary.placed", lang, placed=summary.placed, needs=summary.needs, people=people)


def dates(starts_on: date | None, ends_on: date | None, lang: Lang) -> str:
    """Return ``13.04.2026 – 24.05.2026``, empty without dates."""
    return say("summary.dates", lang, starts_on=starts_on, ends_on=ends_on) if starts_on and ends_on else ""


def period(person: Person, lang: Lang) -> str:
    """Return a period by its name and dates."""
    return " ".join(filter(None, (person.period_id, dates(person.starts_on, person.ends_on, lang)))) or "—"


def status(summary: Summary, lang: Lang) -> str:
    """Return whether the matching may be used, in a sentence."""
    by_mechanism = summary.status == "optimal" and summary.mechanism != Mechanism.OPTIMAL
    return say("status.optimal.mechanism" if by_mechanism else f"status.{summary.status}", lang)


def stability(summary: Summary, lang: Lang) -> str:
    """Return that there is no stable matching and how few pairs block instead; empty where nothing is to be said."""
    fewest = summary.fewest_blocking
    if fewest is None:
        return ""
    how = "certified" if fewest.certified else "proved" if fewest.proved else "open"
    return say("stability.fewest", lang, n=fewest.value, proof=say(f"stability.{how}", lang, least=fewest.bound))


def method(summary: Summary, lang: Lang) -> str:
    """Return by what method the result was found and why by that one; a code without words stands for itself.

    Empty for a result that does not say.
    """
    if not (summary.solver and summary.why):
        return ""
    known = catalogue(lang)
    why = [say(f"why.{code}", lang) if f"why.{code}" in known else code for code in summary.why]
    solver = f"method.{summary.solver}"
    named = say(solver, lang) if solver in known else summary.solver
    return say("method", lang, method=named, why="; ".join(why))


def percent(part: int, whole: int, lang: Lang) -> str:
    """Return a share in whole per cent; short of everything it is never rounded up to 100."""
    share = 0 if not whole else round(100 * part / whole)
    return say("report.percent", lang, percent=min(share, 99) if part < whole else share)


def ranks(summary: Summary, lang: Lang) -> list[tuple[str, int]]:
    """Return the name and count of each rank, the unranked last if there are any."""
    named = [(say("report.rank", lang, rank=k), n) for k, n in enumerate(summary.rank_profile, start=1)]
    return [*named, (say("report.unranked", lang), summary.unranked)] if summary.unranked else named


def rank_name(rank: int | None) -> str:
    """Return a placement's rank for a table, a dash where its applicant gave none."""
    return "—" if rank is None else str(rank)


def advice(unverified: Sequence[str], lang: Lang) -> list[str]:
    """Return what a reader must know of the rules' legal basis: no advice, and which bases nobody has verified."""
    if not unverified:
        return [say("report.no-advice", lang)]
    named = "; ".join(f"«{rule_name(code, lang)}»" for code in unverified)
    return [say("report.no-advice", lang), say("report.unverified", lang, rules=named)]


def kilometres(km: float | None, lang: Lang) -> str:
    """Return kilometres with exactly one decimal, so that columns line up; a dash where they are unknown."""
    if km is None:
        return "—"
    return f"{km:.1f}".replace(".", "," if lang == "ru" else ".")


def level_name(level: str, measure: str | None, lang: Lang) -> str:
    """Return what a level strives for; its own name where no level is called so."""
    return say(_level_key("level", level, measure), lang) if level in LEVELS else level


def _level_key(prefix: str, level: str, measure: str | None) -> str:
    return f"{prefix}.{level}.{measure or Measure.GENEROUS}" if level == LevelName.PREFERENCE else f"{prefix}.{level}"


def level_value(level: str, measure: str | None, value: LevelValue | None, lang: Lang) -> str:
    """Return a level's value with its unit."""
    if value is None or value == ():
        return say("value.nothing", lang)
    if isinstance(value, tuple):
        return _profile(level, value, lang)
    is_sum = level in LEVELS and (level, measure) not in PROFILED
    return say(_level_key("value", level, measure), lang, value=value) if is_sum else number(value, lang)


def _profile(level: str, counts: Sequence[int], lang: Lang) -> str:
    """Return counts by rank (the unranked last) or by tier; ranks that nobody has are left out."""
    if level == LevelName.TIER:
        said = [say("value.tier", lang, rank=k, n=n) for k, n in enumerate(counts, start=1)]
        return ", ".join(said) or say("value.nothing", lang)
    *ranked, unranked = counts
    said = [say("value.rank", lang, rank=k, n=n) for k, n in enumerate(ranked, start=1) if n]
    if unranked:
        said.append(say("value.unranked", lang, n=unranked))
    return ", ".join(said) or say("value.nothing", lang)


def proof(level: LevelResult, lang: Lang, *, first: bool = True) -> str:
    """Return how far a level's value is proved; after the ``first`` level it holds given the levels above."""
    direction = _direction(level)
    if not level.proved:
        if level.bound is None:
            return say("proof.none", lang)
        bound = level_value(level.level, level.measure, level.bound, lang)
        return say(f"proof.bound.{direction}", lang, bound=bound)
    said = say(f"proof.{'certified' if level.certified else 'proved'}.{direction}", lang)
    if level.checkable is not None:
        reach = level_value(level.level, level.measure, level.checkable, lang)
        said = f"{said}; {say('proof.checkable', lang, bound=reach)}"
    return said if first else f"{said} ({say('proof.given-earlier', lang)})"


def _direction(level: LevelResult) -> str:
    if (level.level, level.measure) in PROFILED or level.level == LevelName.BALANCE:
        return "better"
    return "less" if level.level in MINIMISED | {LevelName.CHANGES} else "more"


def proof_words(levels: Sequence[LevelResult], lang: Lang) -> list[str]:
    """Return how the levels are proved, as paragraphs: by prices, by the solver's word, or both."""
    keys = ["proof.how"] if any(level.certified for level in levels) else []
    keys += ["proof.solver"] if any(level.proved and not level.certified for level in levels) else []
    return [say(key, lang) for key in keys]


def conflicts(summary: Summary, lang: Lang) -> list[str]:
    """Return the conflicts of an infeasible result as sentences, or that they have no names."""
    if summary.status == Status.INFEASIBLE and not summary.conflicts:
        return [say("conflict.unnamed", lang)]
    return [conflict(found, lang) for found in summary.conflicts]


def proof_figures(level: LevelResult, lang: Lang) -> str:
    """Return a level's value beside its bound."""
    value, bound = (level_value(level.level, level.measure, v, lang) for v in (level.value, level.bound))
    return say("proof.figures", lang, value=value, bound=bound)


def caution(found: Caution, lang: Lang) -> str:
    """Return a caution about the policy as a sentence."""
    level = level_name(found.level.name, found.level.measure, lang) if found.level is not None else ""
    return say(f"warning.{found.code}", lang, level=level)


def rule_name(code: str, lang: Lang) -> str:
    """Return what a rule demands, without a full stop; the code where no rule has it."""
    return say(f"rule.{code}", lang).rstrip(".") if code in BY_CODE else code


def rule_broken(code: str, evidence: Mapping[str, object], lang: Lang) -> str:
    """Return how a pair breaks a rule, with the evidence, as a sentence; the code where no rule has it."""
    return say(f"rule.{code}.broken", lang, **evidence) if code in BY_CODE else f"{code}."


def reason(line: UnplacedLine, lang: Lang) -> str:
    """Return why someone has no place."""
    cause = line.cause
    if cause is None:
        return "—"
    if cause.code == "no-eligible-place":
        return nowhere(cause.rules, lang)
    if cause.code in FULL_OR_KEPT:
        return _competition(cause, lang)
    return say("reason.unknown", lang, code=cause.code)


def nowhere(rules: Sequence[tuple[str, int]], lang: Lang) -> str:
    """Return that someone has no eligible place, with the rules (and how many places each excludes) that do it most.

    The specialty comes apart: it takes most places from everyone, and seldom tells what to mend.
    """
    other = [(code, n) for code, n in rules if code not in PROGRAMME][:NAMED_RULES]
    specialty = dict(rules).get("specialty", 0)
    said = [say("reason.no-eligible-place", lang)]
    if specialty:
        said.append(say("reason.no-eligible-place.specialty", lang, n=specialty))
    if other:
        named = (say("reason.rule", lang, rule=rule_name(code, lang), n=n) for code, n in other)
        key = "reason.no-eligible-place.besides" if specialty else "reason.no-eligible-place.rules"
        said.append(say(key, lang, rules="; ".join(named)))
    return " ".join(said)


def _competition(cause: Cause, lang: Lang) -> str:
    positions = ", ".join(cause.positions[:NAMED_POSITIONS])
    if cause.n > min(NAMED_POSITIONS, len(cause.positions)):
        positions = say("reason.and-more", lang, positions=positions)
    conditions = ", ".join(condition(code, lang) for code in cause.conditions)
    untaken = cause.code == "competition" and not cause.taken
    key = "reason.competition.free" if untaken else f"reason.{cause.code}"
    counts = {"n": cause.n, "taken": cause.taken, "free": cause.free}
    return say(key, lang, positions=positions, conditions=conditions, **counts)


def condition(code: str, lang: Lang) -> str:
    """Return what a hard condition is called; a rule on pairs by what it demands."""
    return say(f"condition.{code}", lang) if code in CONDITIONS else rule_name(code, lang)


def _clash(line: ConflictLine, lang: Lang) -> str:
    """Return which conditions cannot hold together, and what it is enough to ease."""
    conditions = "; ".join(_of_condition("clash", found, lang) for found in line.conditions)
    said = [say("clash.these", lang, conditions=conditions)]
    ways = [say("clash.and", lang).join(_of_condition("ease", step, lang) for step in way) for way in line.ways]
    if ways:
        key = "clash.ways" if len(ways) > 1 else "clash.way"
        said.append(say(key, lang, ways="; ".join(ways)))
    return " ".join(said)


def _of_condition(family: str, found: Mapping[str, object], lang: Lang) -> str:
    """Return a condition of a conflict by name, or what easing it means."""
    details = {"period": found.get("period_id"), "specialty": found.get("specialty")}
    said = {key: say(f"clash.{key}", lang, **{key: value}) if value else "" for key, value in details.items()}
    return say(f"{family}.{found['code']}", lang, **{**found, **said})


def conflict(line: ConflictLine, lang: Lang) -> str:
    """Return which hard rules clash, with names and evidence."""
    if line.conditions:
        return _clash(line, lang)
    codes = [code for code in line.rules if code != "lock-assigned"]
    if "lock-assigned" not in line.rules or len(codes) != 1:
        return say("conflict.unknown", lang, rules=", ".join(condition(code, lang) for code in line.rules))
    if line.applicant is None:
        return say(f"conflict.{codes[0]}", lang, position=line.position, host=line.host, **line.evidence)
    why = say("conflict.why", lang, reason=line.lock_reason) if line.lock_reason else ""
    rule, broken = rule_name(codes[0], lang), rule_broken(codes[0], line.evidence, lang)
    return say(
        "conflict.pair", lang, applicant=line.applicant, position=line.position, why=why, rule=rule, broken=broken
    )
