"""Runs: what is asked for, and how far it is."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from api.schemas.words import Given, OwnId, Page, Seconds, Told

MOST_SECONDS = 86_400
RoundVersion = Annotated[int, Field(ge=1, le=2**31 - 1)]


class NewSolve(Given):
    """Solve a version of the round (the current one by default) under its own policy or another."""

    kind: Literal["solve"]
    version: RoundVersion | None = None
    policy: dict[str, Any] | None = Field(default=None, description="As in round.yaml; instead of the round's own.")
    seconds: Annotated[float, Field(gt=0, le=MOST_SECONDS)] | None = None
    prices: Annotated[float, Field(ge=0, le=MOST_SECONDS)] | None = Field(
        default=None, description="Seconds for the worth of seats."
    )


class NewSimulation(Given):
    """Try a scenario: one that is stored, or its text."""

    kind: Literal["simulate"]
    version: RoundVersion | None = None
    scenario_id: OwnId | None = None
    scenario: Page | None = None
    trials: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    seconds: Annotated[float, Field(gt=0, le=MOST_SECONDS)] | None = None


class NewReplan(Given):
    """Repair an earlier run's matching after changes with few moves."""

    kind: Literal["replan"]
    version: RoundVersion | None = None
    from_run: OwnId
    max_changes: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    points: Annotated[int, Field(ge=2, le=50)] | None = None
    policy: dict[str, Any] | None = None
    seconds: Annotated[float, Field(gt=0, le=MOST_SECONDS)] | None = None


NewRun = Annotated[NewSolve | NewSimulation | NewReplan, Field(discriminator="kind")]


class Failure(Told):
    """Why a run came to nothing."""

    model_config = ConfigDict(extra="allow")

    code: str


class Run(Told):
    """A run with its state; ``progress`` is what the worker last told."""

    run_id: str
    round_id: str
    version: int
    kind: Literal["solve", "simulate", "replan"]
    state: Literal["queued", "running", "done", "failed", "stopped"]
    request: dict[str, Any]
    author: str
    attempt: int
    stop_requested: bool
    progress: dict[str, Any] | None
    failure: Failure | None
    last_event: int
    created_at: Seconds
    started_at: Seconds | None
    finished_at: Seconds | None
