"""Students: what stands in the letter to each applicant, as the fields that a template may use."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from matcher.matching import Place, Reason
from matcher.needs import Need
from matcher.policy import Mechanism
from matcher.reasons import reasons
from matcher.report.letters.chances import Chances, chances
from matcher.report.letters.facts import Facts, days_shown
from matcher.report.letters.wishes import Missed, Obstacle, Wished, wished
from matcher.report.wording import CONDITIONS
from matcher.rounds import Applicant, LockKind
from matcher.rules import BY_CODE
from matcher.text import Lang, say

Fields = dict[str, object]
MOST_NAMED = 5
"""How many better wishes a letter speaks of one by one."""
MOST_STEPS = 3
ALTERABLE = frozenset(
    {
        "medical",
        "distance",
        "housing",
        "agreement-valid",
        "consent",
        "veto-applicant",
        "unranked",
        "veto-position",
        "unlisted",
    }
)
"""Rules about which somebody can do something."""


def student_letters(facts: Facts) -> Iterator[tuple[str, Fields]]:
    """Yield every applicant's id with the fields of the letter, in order of id."""
    yield from _letters(facts, facts.case.eligibility.needs)


def student_letter(facts: Facts, applicant_id: str) -> Fields | None:
    """Return the fields of one applicant's letter, None for whom the round does not know."""
    own = [need for need in facts.case.eligibility.needs if need.applicant_id == applicant_id]
    return next((fields for _, fields in _letters(facts, own)), None)


def _letters(facts: Facts, needs: Sequence[Need]) -> Iterator[tuple[str, Fields]]:
    held = {Need(p.applicant_id, p.period_id): p for p in facts.case.matching.places}
    missing = {Need(r.applicant_id, r.period_id): r for r in reasons(facts.case)}
    for applicant_id, own in groupby(needs, key=lambda need: need.applicant_id):
        mine = list(own)
        places = [_place(facts, held[need]) for need in mine if need in held]
        gaps = [_gap(facts, missing[need]) for need in mine if need not in held]
        yield applicant_id, _person(facts, applicant_id) | _kind(facts, places, gaps)


def _person(facts: Facts, applicant_id: str) -> Fields:
    person = facts.directory.applicants[applicant_id]
    group = facts.groups.get(person.group) if person.group else None
    curator = group.curator if group else None
    return {
        "round": facts.case.round.title or facts.case.round.round_id,
        "name": person.name or applicant_id,
        "number": applicant_id,
        "group": person.group or "",
        "curator": curator or "",
        "ask": _ask(person, curator, facts.lang),
    }


def _ask(person: Applicant, curator: str | None, lang: Lang) -> str:
    if curator:
        return say("letter.curator", lang, curator=curator)
    return say("letter.no-curator" if person.group else "letter.no-group", lang)


def _kind(facts: Facts, places: Sequence[Fields], gaps: Sequence[Fields]) -> Fields:
    intro = "letter.intro.part" if places and gaps else "letter.intro" if places else "letter.intro.none"
    title = f"letter.title.{facts.case.round.kind if places else 'none'}"
    return {"title": say(title, facts.lang), "intro": say(intro, facts.lang), "places": places, "missing": gaps}


def _place(facts: Facts, place: Place) -> Fields:
    position, asked = facts.position(place), wished(facts.case, place)
    mentor = place.mentor_id or ""
    fields = {
        "practice": facts.practice(place.period_id),
        "host": facts.directory.host(position.host),
        "town": facts.directory.locality(position.host) or "",
        "position": facts.where(place.position_id) if position.host != position.position_id else "",
        "dates": facts.dates(place.period_id),
        "schedule": facts.schedule(position),
        "mentor": mentor if not facts.is_supervisor(mentor) else "",
        "supervisor": mentor if facts.is_supervisor(mentor) else "",
        "wish": _wish(asked, facts.lang),
    }
    labelled = [{"label": say(f"letter.fact.{name}", facts.lang), "value": v} for name, v in fields.items() if v]
    is_fixed = _is_fixed(facts, place)
    return {
        **fields,
        "facts": labelled,
        "why": _because(facts, place, asked),
        "better": [] if is_fixed else list(_better(facts, asked)),
    }


def _wish(asked: Wished, lang: Lang) -> str:
    if not asked.listed:
        return ""
    return say("letter.wish.none", lang) if asked.rank is None else _rank(asked, lang)


def _rank(asked: Wished, lang: Lang) -> str:
    return say("letter.wish", lang, rank=asked.rank, n=asked.listed)


def _is_fixed(facts: Facts, place: Place) -> bool:
    return any(
        (k.kind, k.applicant_id, k.position_id) == (LockKind.ASSIGNED, place.applicant_id, place.position_id)
        for k in facts.case.round.locks
    )


def _because(facts: Facts, place: Place, asked: Wished) -> str:
    """Return why this place, in one sentence."""
    if _is_fixed(facts, place):
        return say("letter.because.fixed", facts.lang)
    if not facts.case.round.preferences:
        return say("letter.because.not-asked", facts.lang)
    if not asked.listed:
        return say("letter.because.silent", facts.lang)
    if asked.rank is None:
        return say("letter.because.unlisted", facts.lang)
    return say("letter.because.ranked" if asked.missed else "letter.because.first", facts.lang, rank=asked.rank)


def _better(facts: Facts, asked: Wished) -> Iterator[str]:
    """Yield why not each better wish, a sentence each."""
    for missed in asked.missed[:MOST_NAMED]:
        choice = facts.choice(missed.host, missed.position_id)
        yield say("letter.choice.why", facts.lang, choice=choice, why=_why_not(facts, missed))
    if len(asked.missed) > MOST_NAMED:
        yield say("letter.choice.others", facts.lang)


FULL = {Mechanism.OPTIMAL: "optimal", Mechanism.SERIAL: "serial"}


def _why_not(facts: Facts, missed: Missed) -> str:
    found, lang = missed.obstacle, facts.lang
    if found.kind == "rule":
        return _rule(found.code, found.evidence or {}, lang)
    if found.kind == "full":
        how = FULL.get(facts.case.policy.mechanism, "listed")
        return say(f"letter.full.{how}" if found.seats else "letter.no-seats", lang, n=found.seats)
    if found.kind == "kept":
        return say("letter.kept", lang, why=_kept(found, lang))
    return say(f"letter.{found.kind}", lang)


def _kept(found: Obstacle, lang: Lang) -> str:
    return _rule(found.code, found.evidence or {}, lang) if found.code in BY_CODE else _condition(found.code, lang)


def _condition(code: str, lang: Lang) -> str:
    known = "mentor" if code.startswith("mentor-") else code if code in CONDITIONS else "other"
    return say(f"letter.condition.{known}", lang)


def _rule(code: str, evidence: Mapping[str, object], lang: Lang, *, many: bool = False) -> str:
    """Return how a rule stands in the way of one place, or of many, as the rest of a sentence."""
    key = code if code in BY_CODE and code != "practice-exception" else "other"
    if key == "medical" and not evidence.get("medical_until"):
        key = "medical.none"
    if key == "distance" and many:
        key = "distance.many"
    return say(f"letter.rule.{key}", lang, **days_shown(evidence))


def _gap(facts: Facts, reason: Reason) -> Fields:
    """Return why a need has no place and what can be done, in plain sentences."""
    need = Need(reason.applicant_id, reason.period_id)
    found = chances(facts.case, need)
    steps = [*_steps(found, facts.lang), say("letter.do.more", facts.lang)]
    practice, dates = facts.practice(need.period_id), facts.dates(need.period_id)
    return {
        "practice": practice,
        "dates": dates,
        "what": _begun(", ".join(filter(None, (practice, dates)))),
        "why": " ".join(_why_none(facts, reason, found)),
        "steps": steps,
    }


def _begun(text: str) -> str:
    """Return a text as a line begins."""
    return text[:1].upper() + text[1:]


def _why_none(facts: Facts, reason: Reason, found: Chances) -> Iterator[str]:
    lang = facts.lang
    if reason.code == "condition":
        codes = reason.evidence.get("conditions")
        named = dict.fromkeys(_condition(str(code), lang) for code in codes) if isinstance(codes, Sequence) else ()
        yield say("letter.none.condition", lang, why="; ".join(named))
    elif reason.code == "competition":
        is_free = bool(reason.evidence.get("free")) or not reason.evidence.get("taken")
        yield say("letter.none.free" if is_free else "letter.none.competition", lang, n=reason.evidence.get("taken"))
    elif reason.code != "no-eligible-place":
        yield say("letter.none.level-trade", lang)
    elif not found.fit:
        yield say("letter.none.specialty", lang)
    else:
        yield say("letter.none.rules", lang)
        code, count = next(iter(found.forbidden.items()))
        why = _rule(code, found.evidence[code], lang, many=True)
        yield say("letter.none.rule.all" if count == found.fit else "letter.none.rule.most", lang, why=why)


def _steps(found: Chances, lang: Lang) -> Iterator[str]:
    """Yield what can be done about rules: first those that alone stand in the way somewhere."""
    codes = [*found.alone, *(code for code in found.forbidden if code not in found.alone)]
    for code in [code for code in codes if code in ALTERABLE][:MOST_STEPS]:
        yield say(f"letter.do.{code}", lang, **days_shown(found.evidence[code]))
