"""Routes of scenarios: kept as text, checked by line and key; run by starting a run of kind ``simulate``."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.answers.asked import Subject
from api.errors import entry
from api.routes.callers import Caller, Reply, TheCaller, nothing
from api.routes.pages import Cursor, Limit, begins, page
from api.routes.rounds import IfMatch, etag_given, etag_header
from api.routes.saying import says
from api.routes.subjects import of_round, rounds_named_in
from api.schemas.publications import NewScenario, Scenario, ScenarioReport, ScenarioText
from api.schemas.words import ErrorEntry, Id, Listed
from api.security.rights import Right
from api.store import scenarios
from api.store.transactions import Tx
from matcher.errors import Problem

router = APIRouter(tags=["scenarios"])
ForRound = Annotated[Id | None, Query(description="The round that the changes are held against.")]


@router.post(
    "/scenarios",
    **says(
        "createScenario",
        Right.SCENARIO_WRITE,
        "Store a scenario",
        status=201,
        model=Scenario,
        may=(409,),
        headers=("ETag", "Location"),
    ),
)
def create_scenario(caller: TheCaller, given: NewScenario) -> Response:
    """Store a scenario as written; it may still have faults."""

    def work(tx: Tx, _: None) -> Reply:
        found = scenarios.create(tx, given.title, given.content)
        headers = {**etag_header(found.etag), "Location": f"/api/v1/scenarios/{found.scenario_id}"}
        return Reply(Scenario.model_validate(found), headers=headers)

    return caller.once(work, nothing)


@router.post(
    "/scenarios/validate",
    **says("validateScenario", Right.SCENARIO_READ, "Check a scenario", model=ScenarioReport, may=(404, 409)),
)
def validate_scenario(caller: TheCaller, given: ScenarioText, round_id: ForRound = None) -> Response:
    """Tell every problem of a scenario's text with its line and key; with a round, also what does not fit it."""
    return caller.once(lambda _, report: Reply(report, 200), lambda: _report(caller, given.content, round_id))


def _report(caller: Caller, text: str, round_id: str | None) -> ScenarioReport:
    subject: Subject | None = None
    others: dict[str, str] = {}
    if round_id is not None:
        with caller.read() as tx:
            subject, others = of_round(tx, caller, round_id), rounds_named_in(tx, text)
    found = caller.ask("scenarios:validate", text, subject, others)
    problems = [ErrorEntry(**entry(Problem(**problem), caller.lang)) for problem in found]
    return ScenarioReport(sound=not problems, problems=problems)


@router.get("/scenarios", **says("listScenarios", Right.SCENARIO_READ, "List scenarios", model=Listed[Scenario]))
def list_scenarios(caller: TheCaller, limit: Limit = 50, cursor: Cursor = None) -> Listed[Scenario]:
    """List scenarios in the order they were stored."""
    with caller.read() as tx:
        found = scenarios.listed(tx, begins("scenarios", cursor), limit + 1)
    items, following = page("scenarios", found, limit, lambda s: s.scenario_id)
    return Listed[Scenario](items=[Scenario.model_validate(s) for s in items], next_cursor=following)


@router.get(
    "/scenarios/{scenario_id}",
    **says("getScenario", Right.SCENARIO_READ, "Get a scenario", model=Scenario, may=(404,), headers=("ETag",)),
)
def get_scenario(caller: TheCaller, scenario_id: Id, response: Response) -> Scenario:
    """Return a scenario with its text."""
    with caller.read() as tx:
        found = scenarios.get(tx, scenario_id)
    response.headers.update(etag_header(found.etag))
    return Scenario.model_validate(found)


@router.put(
    "/scenarios/{scenario_id}",
    **says(
        "replaceScenario",
        Right.SCENARIO_WRITE,
        "Replace a scenario",
        model=Scenario,
        may=(404, 412, 428),
        headers=("ETag",),
    ),
)
def replace_scenario(
    caller: TheCaller, scenario_id: Id, given: NewScenario, response: Response, if_match: IfMatch = None
) -> Scenario:
    """Replace the text of a scenario."""
    tag = etag_given(if_match)
    with caller.write() as tx:
        found = scenarios.replace(tx, scenario_id, given.title, given.content, tag)
    response.headers.update(etag_header(found.etag))
    return Scenario.model_validate(found)


@router.delete(
    "/scenarios/{scenario_id}",
    **says("deleteScenario", Right.SCENARIO_WRITE, "Delete a scenario", status=204, may=(404, 412, 428)),
)
def delete_scenario(caller: TheCaller, scenario_id: Id, if_match: IfMatch = None) -> Response:
    """Delete a scenario; runs that used it keep its text."""
    tag = etag_given(if_match)
    with caller.write() as tx:
        scenarios.remove(tx, scenario_id, tag)
    return Response(status_code=204)
