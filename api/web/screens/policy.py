"""Раунд · Правила: what we want, level by level, and which rules apply."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers.asked import Subject
from api.routes.subjects import of_round
from api.store import rounds, runs
from api.store.names import loads
from api.store.rounds import Content
from api.store.transactions import Tx
from api.uploads.reading import CONTENT
from api.web import levels
from api.web.doors import PageRoute
from api.web.levels import Draft
from api.web.pages import go, page, said, url
from api.web.rounds import RoundTabs, tabs_of
from api.web.visitors import LangOf, Reader, Runner, Visitor, Writer, lang_of
from api.web.words import word
from matcher.errors import InputError
from matcher.report import wording
from matcher.text import Lang

router = APIRouter(route_class=PageRoute)
LONGEST_REASON = 1000


@router.get("/rounds/{round_id}/policy")
def show(
    request: Request, round_id: str, visitor: Reader, lang: LangOf, preset: str = "", kept: bool = False
) -> Response:
    """Show the policy; a preset fills the form and saves nothing."""
    tabs, last, found = _asked(visitor, round_id, lang)
    draft = levels.preset(preset, levels.stored(found["policy"], found["rules"]), found["levels"])
    return _form(request, tabs, last, found, draft, preset=preset, kept=kept)


def _asked(visitor: Visitor, round_id: str, lang: Lang) -> tuple[RoundTabs, dict[str, str], dict[str, Any]]:
    """Return the round, what its latest result says of each level, and the policy with what the data allow."""
    with visitor.caller.read() as tx:
        tabs = tabs_of(tx, round_id)
        subject, last = of_round(tx, visitor.caller, round_id), _last(tx, tabs, lang)
    return tabs, last, visitor.caller.ask("screens.policy:shown", subject, lang)


def _last(tx: Tx, tabs: RoundTabs, lang: Lang) -> dict[str, str]:
    if tabs.run is None:
        return {}
    found = loads(runs.result(tx, tabs.run.run_id).content)["levels"]
    return {level["level"]: _value(level, lang) for level in found}


def _value(level: Mapping[str, Any], lang: Lang) -> str:
    value = level["value"]
    return wording.level_value(
        level["level"], level.get("measure"), tuple(value) if isinstance(value, list) else value, lang
    )


def _form(
    request: Request,
    tabs: RoundTabs,
    last: Mapping[str, str],
    found: Mapping[str, Any],
    draft: Draft,
    *,
    preset: str = "",
    kept: bool = False,
    faults: tuple[Mapping[str, str], ...] = (),
) -> Response:
    return page(
        request,
        "policy.html.j2",
        422 if faults else 200,
        tabs=tabs,
        last=last,
        found=found,
        draft=draft,
        preset=preset,
        kept=kept,
        presets=levels.PRESETS,
        measures=levels.MEASURES,
        faults=faults,
        free=[name for name in found["levels"] if name not in draft.unused],
    )


@router.post("/rounds/{round_id}/policy")
async def change(request: Request, round_id: str, visitor: Writer) -> Response:
    """Take a changed policy as a new version, or move a level in the form."""
    form = await request.form()
    draft, act = levels.typed(form), str(form.get("act", "save"))
    etag, adding = str(form.get("etag", "")), str(form.get("adding", ""))
    return await run_in_threadpool(_changed, request, round_id, visitor, draft, act, etag, adding)


def _changed(
    request: Request, round_id: str, visitor: Visitor, draft: Draft, act: str, etag: str, adding: str
) -> Response:
    lang = lang_of(request)
    tabs, last, found = _asked(visitor, round_id, lang)
    if act not in ("save", "run"):
        return _form(request, tabs, last, found, levels.pressed(draft, act, adding))
    off = levels.switched_off(draft, found["rules"])
    if off and not draft.reason:
        return _form(request, tabs, last, found, draft, faults=(_fault("reason", word("policy.fault.reason", lang)),))
    try:
        _save(visitor, round_id, levels.entries(draft, found["policy"], found["rules"]), _note(draft, off, lang), etag)
    except InputError as error:
        faults = tuple(_fault(_field(problem.column), said(problem, lang)) for problem in error.problems)
        return _form(request, tabs, last, found, draft, faults=faults)
    return _run(visitor, round_id) if act == "run" else go(url("rounds", round_id, "policy", kept=1))


def _fault(field: str, sentence: str) -> dict[str, str]:
    return {"field": field, "said": sentence[:1].upper() + sentence[1:]}


def _field(column: str | None) -> str:
    """Return the field of the form that a part of the policy stands in."""
    last = (column or "").rpartition(".")[2]
    return last if last in ("seconds", "seed", "reason", "stability") else "levels"


def _note(draft: Draft, off: list[str], lang: Lang) -> str:
    named = word("policy.note.off", lang, rules="; ".join(off)) if off else word("policy.note", lang)
    return f"{named}. {draft.reason}"[:LONGEST_REASON] if draft.reason else named[:LONGEST_REASON]


def _save(visitor: Visitor, round_id: str, entries: Mapping[str, Any], note: str, etag: str) -> None:
    """Keep the round with the policy as a further version. Raises InputError, NotFoundError, StaleError."""
    with visitor.caller.read() as tx:
        subject = Subject(rounds.content(tx, round_id))
    with TemporaryDirectory(prefix="praktika-") as folder:
        facts = visitor.caller.ask("screens.policy:changed", subject, entries, folder)
        text = (Path(folder) / CONTENT).read_text("utf-8")
    content = Content(round_id, facts["title"], facts["kind"], text, facts["fingerprint"], facts["counts"])
    with visitor.caller.write() as tx:
        rounds.replace(tx, content, etag or None, note)


@router.post("/rounds/{round_id}/runs")
def start(round_id: str, visitor: Runner) -> Response:
    """Queue a run of the round as it stands."""
    return _run(visitor, round_id)


def _run(visitor: Visitor, round_id: str) -> Response:
    with visitor.caller.write() as tx:
        run = runs.create(tx, round_id, "solve", {})
    return go(url("runs", run.run_id))
