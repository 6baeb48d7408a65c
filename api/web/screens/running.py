"""Запуск: how far a run is, stopping it, and what came of it when it did not come to a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from api.children import problem_from
from api.store import claims, runs
from api.store.runs import OPEN_STATES, RunRecord
from api.store.transactions import Store
from api.web.doors import PageRoute
from api.web.pages import go, page, said, url
from api.web.rounds import tabs_of
from api.web.visitors import LangOf, Runner, StoreOf, Watcher
from api.web.words import known, word
from matcher.policy import Level
from matcher.report import wording
from matcher.text import Lang, number

router = APIRouter(route_class=PageRoute)
STEPS = ("read", "rules", "solve", "judge", "prices")
"""The steps of a solve, in order; others stand for one of them."""
SIMULATED = ("read", "trials")
"""The steps of a simulation."""
SAME = {"trials": "solve", "lottery": "solve"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a run: ``state`` is ``done``, ``now`` or ``later``; ``share`` (0..1) is how far, where it is known."""

    name: str
    state: str
    said: str = ""
    share: float | None = None


@router.get("/runs/{run_id}")
def show(request: Request, run_id: str, visitor: Watcher, store: StoreOf, lang: LangOf) -> Response:
    """Show how far a run is."""
    with visitor.caller.read() as tx:
        run = runs.get(tx, run_id)
        tabs = tabs_of(tx, run.round_id, run if run.kind != "simulate" else None)
        has_result = bool(runs.with_results(tx, [run_id]))
    return page(request, "running.html.j2", tabs=tabs, **_progress(run, lang, has_result, _has_workers(store, run)))


@router.get("/runs/{run_id}/progress")
def progress(request: Request, run_id: str, visitor: Watcher, store: StoreOf, lang: LangOf) -> Response:
    """Give the part of the screen that changes."""
    with visitor.caller.read() as tx:
        run, has_result = runs.get(tx, run_id), bool(runs.with_results(tx, [run_id]))
    return page(request, "progress.html.j2", **_progress(run, lang, has_result, _has_workers(store, run)))


@router.post("/runs/{run_id}/stop")
def stop(run_id: str, visitor: Runner) -> Response:
    """Ask a run to stop and keep the best it has."""
    with visitor.caller.write() as tx:
        runs.stop(tx, run_id)
    return go(url("runs", run_id))


@router.post("/runs/{run_id}/again")
def again(run_id: str, visitor: Runner) -> Response:
    """Queue the same round, as it stands now, once more."""
    with visitor.caller.write() as tx:
        earlier = runs.get(tx, run_id)
        simulated = earlier.kind == "simulate"
        kept = {name: value for name, value in earlier.request.items() if name != "locks"} if simulated else {}
        found = runs.create(tx, earlier.round_id, "simulate" if simulated else "solve", kept)
    return go(url("runs", found.run_id))


def _has_workers(store: Store, run: RunRecord) -> bool:
    return run.state != "queued" or claims.workers_seen(store) > 0


def _progress(run: RunRecord, lang: Lang, has_result: bool, has_workers: bool) -> dict[str, Any]:
    return {
        "run": run,
        "is_open": run.state in OPEN_STATES,
        "has_result": has_result,
        "has_workers": has_workers,
        "steps": steps(run, lang),
        "problems": _problems(run, lang),
        "failure": _failure(run, lang),
    }


def steps(run: RunRecord, lang: Lang) -> list[Step]:
    """Return the steps of a run with how far each is."""
    told = run.progress or {}
    order = SIMULATED if run.kind == "simulate" else STEPS
    step = str(told.get("step"))
    at = step if step in order else SAME.get(step, step)
    now = order.index(at) if at in order else -1
    return [
        Step(
            name,
            "done" if n < now else "later" if n > now else "now",
            *(_detail(told, lang) if n == now else ("", None)),
        )
        for n, name in enumerate(order)
    ]


def _detail(told: Mapping[str, Any], lang: Lang) -> tuple[str, float | None]:
    """Return what there is to say of the step at hand: which level, the best so far, the gap, how many of how many."""
    parts, share = [], None
    if told.get("level") is not None:
        level = Level(told["level"])
        name = wording.level_name(level.name, told.get("measure"), lang)
        parts.append(word("running.level", lang, n=told["number"], of=told["levels"], name=name))
    if told.get("best") is not None:
        parts.append(_best(told, lang))
    if told.get("of"):
        share = min(1.0, told.get("done", 0) / told["of"])
        parts.append(word("running.done", lang, done=told.get("done", 0), of=told["of"]))
    return " · ".join(parts), share


def _best(told: Mapping[str, Any], lang: Lang) -> str:
    """Return the best so far, what bounds it and the gap; below the best, the bound is of what should be small."""
    best, bound = told["best"], told.get("bound")
    if bound is None:
        return word("running.best-only", lang, value=number(best, lang))
    key = "running.best" if bound >= best else "running.best-least"
    gap = abs(bound - best) / max(abs(bound), abs(best), 1e-9)
    said = word(key, lang, value=number(best, lang), of=number(bound, lang))
    return said if bound == best else f"{said} ({word('running.gap', lang, share=number(100 * gap, lang))})"


def _problems(run: RunRecord, lang: Lang) -> list[str]:
    problems = (run.failure or {}).get("problems", ())
    return [said(problem_from(dict(entries)), lang) for entries in problems]


def _failure(run: RunRecord, lang: Lang) -> str:
    code = (run.failure or {}).get("code")
    if code is None:
        return ""
    key = f"failure.{code}"
    return word(key, lang) if known(key, lang) else word("failure.other", lang, code=code)
