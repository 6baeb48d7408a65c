"""Solving: a job of the kinds ``solve`` and ``replan``, from the document to the result's JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.runs.jobs import Job
from api.store.claims import Outcome
from api.store.names import digest, dumps
from matcher.errors import PolicyError
from matcher.explain.again import Budget
from matcher.explain.prices import NO_SOLVES, is_easy, with_prices
from matcher.explain.replanning import replan
from matcher.files.findings import Findings
from matcher.files.policies import policy_from
from matcher.files.reading import load_round
from matcher.files.recommendations import replan_as_mapping
from matcher.files.results import certificate_as_mapping, result_as_mapping
from matcher.files.settings import Spot
from matcher.files.structured import as_text
from matcher.matching import Matching, Place, Result
from matcher.policy import Policy
from matcher.progress import Progress
from matcher.rounds import Round
from matcher.solve import solve
from matcher.stopping import Stop

Tell = Callable[[Mapping[str, object]], None]
"""Told how far a run is: ``step``; what there is to say of it (:class:`matcher.progress.Progress`); what is counted."""


class NothingFoundError(Exception):
    """The run was stopped before there was anything to keep."""


def solved(job: Job, tell: Tell, stop: Stop, keep: Callable[[Outcome], None]) -> Outcome:
    """Solve a round. ``keep`` is handed what there is before prices are sought, in case they are cut short.

    Raises InputError with every problem, SolverError, NothingFoundError.
    """
    round_, policy = _read(job, tell)
    result = solve(round_, policy, lambda progress: tell(_said(progress)), stop)
    if result.matching is None and stop():
        raise NothingFoundError
    seconds = job.request.get("prices")
    if stop() or result.matching is None or (seconds is None and not is_easy(round_, policy)):
        return outcome(round_, result, stop)
    keep(outcome(round_, result, stop))
    tell({"step": "prices"})
    budget = NO_SOLVES if seconds is None else Budget(seconds=float(seconds))
    return outcome(round_, with_prices(round_, result, budget=budget), stop)


def repaired(job: Job, tell: Tell, stop: Stop) -> Outcome:
    """Repair an earlier matching. Raises as :func:`solved` does."""
    round_, policy = _read(job, tell)
    earlier = Matching(tuple(_place(row) for row in job.earlier or ()))
    tell({"step": "solve"})
    most, points = job.request.get("max_changes"), job.request.get("points") or 0
    found = replan(round_, earlier, most, policy, points, stop, lambda progress: tell(_said(progress)))
    if found.result.matching is None and stop():
        raise NothingFoundError
    return outcome(found.round, found.result, stop, replan=replan_as_mapping(found))


def _said(progress: Progress) -> dict[str, object]:
    return {name: value for name, value in asdict(progress).items() if value is not None}


def outcome(round_: Round, result: Result, stop: Stop, **more: object) -> Outcome:
    """Return a result as what is handed in; its hash leaves out how long it took."""
    content = result_as_mapping(round_, result) | more
    certificate = None
    if result.certificate is not None:
        certificate = _text(certificate_as_mapping(result.certificate, result))
    state = "stopped" if stop() and result.status != "optimal" else "done"
    return Outcome(state, _text(content), certificate, found_hash(content))


def found_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a result says, but for the seconds it took."""
    facts = {key: value for key, value in content["facts"].items() if key != "seconds"}
    return digest(dumps(json.loads(_text({**content, "facts": facts}))))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["applicant_id"], row["period_id"], row["position_id"])


def _read(job: Job, tell: Tell) -> tuple[Round, Policy]:
    tell({"step": "read"})
    with TemporaryDirectory(prefix="praktika-run-") as folder:
        path = Path(folder) / "round.json"
        path.write_text(job.document, encoding="utf-8")
        round_ = load_round(path)
    return round_, _policy(job, round_)


def _policy(job: Job, round_: Round) -> Policy:
    """Return the request's policy, or the round's, with the request's seconds; no run is longer than the settings say.

    Raises PolicyError.
    """
    policy = round_.policy
    if job.request.get("policy") is not None:
        findings = Findings()
        policy = policy_from(as_text(job.request["policy"]), Spot("policy", findings))
        if findings.problems:
            raise PolicyError(findings.problems)
    seconds = job.request.get("seconds") or policy.limits.seconds
    return replace(policy, limits=replace(policy.limits, seconds=min(float(seconds), job.most_seconds)))
