"""Что если: scenarios as cards, questions asked in a form, what simulating them came to, one of them kept as a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from markupsafe import Markup

from api.answers.asked import Subject
from api.routes.rounds import content_from
from api.routes.subjects import of_round, rounds_named_in
from api.security.rights import Right
from api.store import rounds, runs, scenarios
from api.store.refusals import NotFoundError, StaleError
from api.store.rounds import RoundRecord
from api.store.runs import RunRecord
from api.store.scenarios import ScenarioRecord
from api.store.transactions import Tx
from api.web.asking import KINDS, read_question
from api.web.doors import PageRoute
from api.web.pages import go, page, url
from api.web.screens.data import author_of
from api.web.visitors import LangOf, Runner, Visitor, Watcher, Writer, holding
from api.web.words import word
from matcher.text import Lang

router = APIRouter(route_class=PageRoute)
Looker = Annotated[Visitor, Depends(holding(Right.SCENARIO_READ))]
Asker = Annotated[Visitor, Depends(holding(Right.SCENARIO_WRITE))]
TRIALS, MONTHS, MOST_TRIALS = 200, 12, 10_000


@dataclass(frozen=True, slots=True)
class Desk:
    """The rounds to ask about, and the one at hand, None without any."""

    rounds: Sequence[RoundRecord]
    current: RoundRecord | None


def _desk(tx: Tx, round_id: str) -> Desk:
    """Return the rounds, the one changed last at hand unless another is asked for. Raises NotFoundError."""
    found = rounds.listed(tx)
    if round_id:
        return Desk(found, rounds.get(tx, round_id))
    return Desk(found, max(found, key=lambda r: (r.updated_at, r.round_id), default=None))


def _needed(desk: Desk) -> RoundRecord:
    if desk.current is None:
        raise NotFoundError("round", "")
    return desk.current


@router.get("/what-if")
def show(request: Request, visitor: Looker, round: str = "") -> Response:  # noqa: A002  # the word in the address
    """Show the scenarios of the college, for one of its rounds."""
    with visitor.caller.read() as tx:
        desk = _desk(tx, round)
        found = scenarios.listed(tx, limit=100)
        simulated = _simulated(tx, desk.current)
        authors = {actor: author_of(tx, actor) for actor in {one.author for one in found}}
    titles = visitor.caller.ask("screens.what_if:outline", {one.scenario_id: one.content for one in found})
    latest = {one.scenario_id: _latest(simulated, one) for one in found}
    return page(
        request, "what_if.html.j2", desk=desk, found=found, titles=titles, latest=latest, authors=authors, kinds=KINDS
    )


def _simulated(tx: Tx, record: RoundRecord | None) -> list[RunRecord]:
    listed = [] if record is None else runs.listed(tx, record.round_id, limit=200)
    return [run for run in listed if run.kind == "simulate"]


def _latest(simulated: Sequence[RunRecord], one: ScenarioRecord) -> RunRecord | None:
    return next((run for run in simulated if run.request.get("scenario_id") == one.scenario_id), None)


@router.get("/what-if/new")
def ask(
    request: Request,
    visitor: Asker,
    kind: str = "",
    round: str = "",  # noqa: A002  # the word in the address
    scenario: str = "",
) -> Response:
    """Show the kinds of questions, or the form of one."""
    return _asked(request, visitor, kind, round, scenario)


def _asked(
    request: Request,
    visitor: Visitor,
    kind: str,
    round_id: str,
    scenario_id: str,
    status: int = 200,
    **more: Any,
) -> Response:
    with visitor.caller.read() as tx:
        desk = _desk(tx, round_id)
        subject = of_round(tx, visitor.caller, _needed(desk).round_id)
        record = scenarios.get(tx, scenario_id) if scenario_id else None
    choices = visitor.caller.ask("screens.questions:choices", subject)
    values = {"faults": [], "typed": {}, "towns": []} | more
    chosen = kind if kind in KINDS else ""
    return page(
        request,
        "question.html.j2",
        status,
        desk=desk,
        kind=chosen,
        kinds=KINDS,
        choices=choices,
        pairs=_pairs(choices, visitor.caller.lang),
        record=record,
        **values,
    )


def _pairs(choices: Mapping[str, Any], lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """Return what each list of a form offers, as values and words."""
    return {
        "hosts": [(one["id"], one["name"]) for one in choices["hosts"]],
        **{name: [(one, one) for one in choices[name]] for name in ("towns", "specialties")},
        **{
            name: [(one["id"], word("what-if.agreement", lang, **one)) for one in choices[name]]
            for name in ("drafts", "ending")
        },
    }


async def _form(request: Request) -> Any:
    return await request.form()


@router.post("/what-if/new")
def add(
    request: Request,
    visitor: Asker,
    lang: LangOf,
    data: Annotated[Any, Depends(_form)],
) -> Response:
    """Write a question into a scenario, a new one unless one is named."""
    kind, round_id, scenario_id = (str(data.get(name) or "") for name in ("kind", "round", "scenario"))
    if kind not in KINDS:
        return _asked(request, visitor, "", round_id, scenario_id, 422)
    with visitor.caller.read() as tx:
        record = _needed(_desk(tx, round_id))
        subject = of_round(tx, visitor.caller, record.round_id)
        earlier = scenarios.get(tx, scenario_id) if scenario_id else None
        others = rounds_named_in(tx, earlier.content) if earlier is not None else {}
    question, form = read_question(kind, data, visitor.caller.ask("screens.questions:choices", subject), lang)
    if form.faults:
        typed = {name: form.text(name) for name in data if name != "csrf"}
        towns = data.getlist("towns")
        return _asked(request, visitor, kind, round_id, scenario_id, 422, faults=form.faults, typed=typed, towns=towns)
    title = word("what-if.file", lang, round=record.title or record.round_id)
    text = earlier.content if earlier is not None else _begun(visitor, title, lang)
    if _faults(visitor, text, subject, others):
        return go(url("what-if", scenario_id, round=record.round_id))
    text = visitor.caller.ask("screens.questions:asked", text, subject, question)
    with visitor.caller.write() as tx:
        if earlier is None:
            earlier = scenarios.create(tx, title, text)
        else:
            scenarios.replace(tx, earlier.scenario_id, earlier.title, text, earlier.etag)
    return go(url("what-if", earlier.scenario_id, round=record.round_id, added=1))


def _faults(visitor: Visitor, text: str, subject: Subject, others: Mapping[str, str]) -> bool:
    return bool(visitor.caller.ask("scenarios:validate", text, subject, others))


def _begun(visitor: Visitor, title: str, lang: Lang) -> str:
    base = word("what-if.base", lang)
    return str(visitor.caller.ask("screens.questions:begun", title, base, TRIALS, MONTHS))


@router.get("/what-if/{scenario_id}")
def look(
    request: Request,
    scenario_id: str,
    visitor: Looker,
    lang: LangOf,
    round: str = "",  # noqa: A002  # the word in the address
    added: bool = False,
) -> Response:
    """Show one scenario file: its questions, its text, and running it."""
    return _looked(request, visitor, lang, scenario_id, round, added=added)


def _looked(
    request: Request, visitor: Visitor, lang: Lang, scenario_id: str, round_id: str, status: int = 200, **more: Any
) -> Response:
    with visitor.caller.read() as tx:
        desk, record = _desk(tx, round_id), scenarios.get(tx, scenario_id)
        subject = of_round(tx, visitor.caller, _needed(desk).round_id)
        text = more.get("text", record.content)
        others = rounds_named_in(tx, text)
        simulated = [run for run in _simulated(tx, desk.current) if run.request.get("scenario_id") == scenario_id]
        author = author_of(tx, record.author)
    found = visitor.caller.ask("screens.what_if:cards", text, subject, others, lang)
    values: dict[str, Any] = {"fault": "", "added": False, "text": text, "etag": record.etag} | more
    values |= {"desk": desk, "record": record, "found": found, "simulated": simulated, "author": author}
    return page(request, "scenario.html.j2", status, trials=TRIALS, **values)


@router.post("/what-if/{scenario_id}/text")
def rewrite(
    request: Request,
    scenario_id: str,
    visitor: Asker,
    lang: LangOf,
    text: Annotated[str, Form(max_length=200_000)] = "",
    title: Annotated[str, Form(max_length=200)] = "",
    etag: Annotated[str, Form()] = "",
    round: Annotated[str, Form()] = "",  # noqa: A002  # the word in the address
) -> Response:
    """Keep the text of a scenario as written, faults and all: they are shown beside it."""
    plain = text.replace("\r\n", "\n")
    try:
        with visitor.caller.write() as tx:
            scenarios.replace(tx, scenario_id, " ".join(title.split()), plain, etag or None)
    except StaleError as error:
        return _looked(request, visitor, lang, scenario_id, round, 412, text=plain, fault=error.code, etag=etag)
    return go(url("what-if", scenario_id, round=round))


@router.post("/what-if/{scenario_id}/unask")
def unask(
    scenario_id: str,
    visitor: Asker,
    name: Annotated[str, Form()],
    round: Annotated[str, Form()] = "",  # noqa: A002  # the word in the address
) -> Response:
    """Take a question out of a scenario."""
    with visitor.caller.read() as tx:
        record = scenarios.get(tx, scenario_id)
    text = visitor.caller.ask("screens.questions:unasked", record.content, name)
    with visitor.caller.write() as tx:
        scenarios.replace(tx, scenario_id, record.title, text, record.etag)
    return go(url("what-if", scenario_id, round=round))


@router.post("/what-if/{scenario_id}/delete")
def delete(
    request: Request,
    scenario_id: str,
    visitor: Asker,
    lang: LangOf,
    sure: Annotated[str, Form()] = "",
    round: Annotated[str, Form()] = "",  # noqa: A002  # the word in the address
) -> Response:
    """Delete a scenario, by somebody who ticked that they are sure; results stay."""
    if not sure:
        return _looked(request, visitor, lang, scenario_id, round, 422, fault="not-sure-delete")
    with visitor.caller.write() as tx:
        scenarios.remove(tx, scenario_id)
    return go(url("what-if", round=round))


@router.post("/what-if/{scenario_id}/run")
def run(
    request: Request,
    scenario_id: str,
    visitor: Runner,
    lang: LangOf,
    round: Annotated[str, Form()] = "",  # noqa: A002  # the word in the address
    trials: Annotated[str, Form()] = "",
) -> Response:
    """Queue the simulation of a scenario that has no faults."""
    n = int(trials) if trials.isascii() and trials.isdigit() and 1 <= len(trials) <= len(str(MOST_TRIALS)) else 0
    if not 1 <= n <= MOST_TRIALS:
        return _looked(request, visitor, lang, scenario_id, round, 422, fault="bad-trials")
    with visitor.caller.read() as tx:
        record, current = scenarios.get(tx, scenario_id), _needed(_desk(tx, round))
        subject, others = of_round(tx, visitor.caller, current.round_id), rounds_named_in(tx, record.content)
    if _faults(visitor, record.content, subject, others):
        return _looked(request, visitor, lang, scenario_id, round, 422, fault="scenario-faults")
    asked = {"scenario": record.content, "scenario_id": scenario_id, "trials": n}
    with visitor.caller.write() as tx:
        found = runs.create(tx, current.round_id, "simulate", asked)
    return go(url("runs", found.run_id))


@router.get("/what-if/results/{run_id}")
def result(request: Request, run_id: str, visitor: Watcher, lang: LangOf, about: str = "") -> Response:
    """Show what a simulation came to."""
    with visitor.caller.read() as tx:
        found, text = _told(tx, run_id)
        record = rounds.get(tx, found.round_id)
        subject = of_round(tx, visitor.caller, found.round_id, found.version)
    answer = visitor.caller.ask("screens.what_if:shown", text, subject, about, lang)
    # The pictures were made in the child by Vega, which escapes the names in them.
    charts = {name: Markup(svg) for name, svg in answer["charts"].items()}  # noqa: S704  # see the line above
    return page(request, "simulated.html.j2", run=found, record=record, found=answer, charts=charts)


def _told(tx: Tx, run_id: str) -> tuple[RunRecord, str]:
    """Return a simulation and its summary. Raises NotFoundError, ConflictError while there is none."""
    found = runs.get(tx, run_id)
    if found.kind != "simulate":
        raise NotFoundError("run", run_id)
    return found, runs.result(tx, run_id).content


@router.post("/what-if/results/{run_id}/keep")
def keep(
    run_id: str, visitor: Writer, lang: LangOf, name: Annotated[str, Form()], etag: Annotated[str, Form()] = ""
) -> Response:
    """Make a scenario's changes in the round, as a further version of its data."""
    with visitor.caller.read() as tx:
        found, summary = _told(tx, run_id)
        text = str(found.request["scenario"])
        subject, others = of_round(tx, visitor.caller, found.round_id), rounds_named_in(tx, text)
    with TemporaryDirectory(prefix="praktika-plan-") as folder:
        made = visitor.caller.ask("screens.what_if:made_part", text, replace(subject, locks=()), others, name, folder)
        content = content_from(made, Path(folder))
    title = visitor.caller.ask("screens.what_if:title_of", summary, name)
    with visitor.caller.write() as tx:
        rounds.replace(tx, content, etag or None, word("what-if.kept", lang, title=title))
    return go(url("rounds", found.round_id, kept=1))
