"""The outcome: figures, levels with their proof, charts with their tables, who goes where, who has no place and why."""

from json import loads
from typing import Any

from api.answers.asked import Subject
from api.answers.exporting import whole
from api.answers.subjects import Handed, handed, round_of
from matcher.constraints import Setting
from matcher.constraints.keepers import is_long_term
from matcher.explain.accounts import ApplicantAccount
from matcher.explain.explanation import explain, taken_at_its_word
from matcher.matching import Result, Status, StopReason
from matcher.measures import Ledger, agreements, employment
from matcher.policy import Level, LevelName
from matcher.quantities import Quantities
from matcher.report import charts, flow_charts, flows, seat_words, wording
from matcher.report.directory import Directory
from matcher.report.figures import figures as report_figures
from matcher.report.html import Told, told
from matcher.report.persons import Person
from matcher.report.summary import PlacementLine, Summary, summarise
from matcher.report.unplaced import UnplacedLine
from matcher.text import Lang, number, say

Row = dict[str, Any]


def outcome(subject: Subject, lang: Lang) -> Row:
    """Return everything the screen shows but for remedies, which take longer. The result must hold a matching."""
    found, result = handed(subject), whole(subject)
    summary = summarise(found.case.round, result, found.case.quantities)
    return {
        "headline": wording.headline(summary, lang),
        "status": wording.status(summary, lang),
        "proved": summary.status == Status.OPTIMAL,
        "asked": summary.asked,
        "several_periods": summary.several_periods,
        "placed": summary.placed,
        "figures": _figures(found, summary, lang),
        "cautions": [wording.caution(caution, lang) for caution in summary.cautions],
        "levels": _levels(summary, lang),
        "proof": _proof(summary, lang),
        "charts": _charts(found, summary, lang),
        "tables": _tables(found, summary, lang),
        "unplaced": [_unplaced(line, wording.reason(line, lang), lang) for line in summary.unplaced],
        "seats": _seats(summary, lang),
        "groups": [
            {"group": g.group, "placements": [_placement(line, lang) for line in g.placements]} for g in summary.groups
        ],
    }


def without(subject: Subject, lang: Lang) -> Row:
    """Return why there is no matching: the conflicts of a result that has none."""
    said = loads(subject.result or "{}")
    result = Result(Status(said["status"]), StopReason(said["stop_reason"]), conflict=tuple(said["conflict"]))
    summary = summarise(round_of(subject), result)
    return {"status": wording.status(summary, lang), "conflicts": wording.conflicts(summary, lang)}


def _figures(found: Handed, summary: Summary, lang: Lang) -> list[Row]:
    """Return who is placed, who got the first choice, expected employed, agreements active; else what is known."""
    placed, first, *rest = [
        {"number": f.number, "basis": f.basis, "label": f.label} for f in report_figures(summary, lang)
    ]
    ledger = Ledger(found.case.round, found.case.matching, found.case.quantities.book)
    own = [_employed(ledger, summary, lang), _agreements(ledger, found.case.quantities, lang)]
    return [placed, first, *[figure or rest[i] for i, figure in enumerate(own)]]


def _employed(ledger: Ledger, summary: Summary, lang: Lang) -> Row | None:
    if not any(pair.employment is not None for pair in ledger.round.pairs):
        return None
    value = employment(Level(LevelName.EMPLOYMENT), ledger)
    share = wording.percent(round(value), max(1, summary.placed), lang)
    return {
        "number": number(value, lang, 0),
        "basis": f"{say('report.of', lang, n=summary.placed)} ({share})",
        "label": say("report.figure.employed", lang),
    }


def _agreements(ledger: Ledger, quantities: Quantities, lang: Lang) -> Row | None:
    setting = Setting(quantities)
    long = sum(is_long_term(agreement, setting) for agreement in ledger.round.agreements)
    if not long:
        return None
    active = agreements(Level(LevelName.AGREEMENTS), ledger)
    return {
        "number": number(active, lang),
        "basis": say("report.of", lang, n=long),
        "label": say("report.figure.agreements", lang),
    }


def _levels(summary: Summary, lang: Lang) -> list[Row]:
    return [
        {
            "name": wording.level_name(level.level, level.measure, lang),
            "value": wording.level_value(level.level, level.measure, level.value, lang),
            "proof": wording.proof(level, lang, first=n == 0),
            "proved": level.proved,
            "figures": wording.proof_figures(level, lang),
        }
        for n, level in enumerate(summary.levels)
    ]


def _proof(summary: Summary, lang: Lang) -> list[str]:
    """Return how it is proved, as paragraphs: the second layer."""
    blocking = say("proof.blocking", lang, n=summary.blocking_pairs)
    said = [
        *wording.proof_words(summary.levels, lang),
        wording.stability(summary, lang) or blocking,
        wording.method(summary, lang),
        say(f"mechanism.{summary.mechanism}", lang),
        say("proof.check", lang),
        *wording.advice(summary.unverified_rules, lang),
        say("report.facts", lang, round_id=summary.round_id, seed=summary.seed, sha=summary.round_sha256[:12] or "—"),
    ]
    return [sentence for sentence in said if sentence]


def _charts(found: Handed, summary: Summary, lang: Lang) -> dict[str, str]:
    if not summary.placed:
        return {}
    directory = Directory(found.case.round)
    made = {"fill": charts.svg(charts.host_fill(summary, lang))}
    if summary.asked:
        made["ranks"] = charts.svg(charts.rank_profile(summary, lang))
    made["flows"] = charts.svg(
        flow_charts.alluvial(flows.flows(found.case.round, found.case.matching, directory), lang)
    )
    towns = flows.town_map(found.case.round, found.case.matching, directory)
    if len(towns.towns) > 1:
        made["towns"] = charts.svg(flow_charts.towns(towns, lang))
    return made


def _tables(found: Handed, summary: Summary, lang: Lang) -> Row:
    """Return the tables behind the charts."""
    directory = Directory(found.case.round)
    flowing = flows.flows(found.case.round, found.case.matching, directory)
    towns = flows.town_map(found.case.round, found.case.matching, directory)
    others = say("chart.other-hosts", lang, n=flowing.n_other_hosts)
    return {
        "ranks": [[name, n, wording.percent(n, summary.placed, lang)] for name, n in wording.ranks(summary, lang)],
        "fill": [[h.name, h.locality or "—", h.taken, h.capacity, h.free] for h in summary.hosts],
        "flows": [[f.specialty, f.host or others, f.n] for f in flowing.flows],
        "towns": [[t.start, t.end, t.n] for t in towns.travels],
        "most_hosts": min(charts.MOST_HOSTS, len(summary.hosts)),
    }


def _person(person: Person, lang: Lang) -> Row:
    return {
        "applicant_id": person.applicant_id,
        "name": person.name,
        "group": person.group,
        "period_id": person.period_id,
        "period": wording.period(person, lang),
    }


def _unplaced(line: UnplacedLine, why: str, lang: Lang) -> Row:
    return _person(line.person, lang) | {
        "why": why,
        "short": _short(why, line.cause.code if line.cause else ""),
        "remedies": None,
        "choices": [],
    }


def _placement(line: PlacementLine, lang: Lang) -> Row:
    return _person(line.person, lang) | {
        "title": line.title or line.position_id,
        "host": line.host,
        "locality": line.locality or "—",
        "rank": wording.rank_name(line.rank),
        "km": wording.kilometres(line.km, lang),
    }


def _seats(summary: Summary, lang: Lang) -> list[Row]:
    """Return where one seat more would gain the most."""
    gaining = [line for line in summary.seats if line.gains][: seat_words.SHOWN]
    return [
        {"host": line.host, "position": seat_words.subject(line, lang), "gain": seat_words.gain(line, lang)}
        for line in gaining
    ]


def remedies(subject: Subject, lang: Lang) -> list[Row]:
    """Return who has no place, each with the reason, the better choices and what would help."""
    found, result = handed(subject), whole(subject)
    case = found.case
    summary = summarise(case.round, result, case.quantities)
    explained = explain(case.round, taken_at_its_word(case, found.certificate), quantities=case.quantities)
    reasons = told(case.round, explained, lang)
    return [_remedied(line, reasons, lang) for line in summary.unplaced]


def _remedied(line: UnplacedLine, reasons: Told, lang: Lang) -> Row:
    account = reasons.of(line.person)
    if account is None:
        return _unplaced(line, wording.reason(line, lang), lang)
    return _person(line.person, lang) | _accounted(account, reasons)


def _short(why: str, code: str) -> str:
    """Return the first sentence for who has nowhere to go, for the rest is long; else the whole."""
    head, point, _ = why.partition(". ")
    return head + point.rstrip() if code == "no-eligible-place" else why


def _accounted(account: ApplicantAccount, reasons: Told) -> Row:
    why = reasons.words.why(account)
    return {
        "why": why,
        "short": _short(why, account.unplaced.code if account.unplaced else ""),
        "remedies": [reasons.words.remedy(remedy) for remedy in account.remedies],
        "choices": [reasons.words.choice(choice) for choice in account.choices],
    }


def why(subject: Subject, applicant_id: str, lang: Lang) -> Row | None:
    """Return one person's places, one a period, each with why it is this one; None for a person not of the round."""
    found = handed(subject)
    case = found.case
    if all(applicant.applicant_id != applicant_id for applicant in case.round.applicants):
        return None
    result = taken_at_its_word(case, found.certificate)
    explained = explain(case.round, result, applicant_id=applicant_id, quantities=case.quantities)
    reasons, directory = told(case.round, explained, lang), Directory(case.round)
    person = directory.applicants[applicant_id]
    return {
        "applicant_id": applicant_id,
        "name": person.name,
        "group": person.group,
        "periods": [_explained(account, reasons, directory) for account in explained.applicants],
    }


def _explained(account: ApplicantAccount, reasons: Told, directory: Directory) -> Row:
    position = directory.positions[account.position_id] if account.position_id is not None else None
    held = None
    if position is not None:
        held = {
            "title": position.title or position.position_id,
            "host": directory.host(position.host),
            "locality": directory.locality(position.host),
            "rank": account.rank,
        }
    return {"period_id": account.period_id, "held": held} | _accounted(account, reasons)
