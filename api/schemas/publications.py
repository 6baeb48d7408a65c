"""Publications and scenarios: what people read, and what planners try."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.results import Placed
from api.schemas.rounds import JudgedLevel
from api.schemas.words import ErrorEntry, Given, Line, OwnId, Page, Reason, Seconds, Told, Why


class NewPublication(Given):
    """A draft of a run's matching with the moves made so far; ``corrects`` names what is published now."""

    note: Line = ""
    corrects: OwnId | None = None


class Withdrawal(Given):
    """Why a publication is withdrawn; read by those who may see names."""

    reason: Why = Field(examples=["Завод отказался от практики"])


class Publication(Told):
    """A publication without its content."""

    publication_id: str
    round_id: str
    number: int
    run_id: str
    state: Literal["draft", "approved", "published", "withdrawn"]
    sha256: str
    corrects: str | None
    note: str
    drafted_by: str
    drafted_at: Seconds
    approved_by: str | None
    approved_at: Seconds | None
    published_by: str | None
    published_at: Seconds | None
    withdrawn_by: str | None
    withdrawn_at: Seconds | None
    withdrawal_reason: str | None = Field(description="Null too where a correction took its place.")


class PublicationFacts(BaseModel):
    """What was published: of which round, with which moves, under which policy."""

    model_config = ConfigDict(extra="allow")


class PublishedContent(Told):
    """What people read."""

    run_id: str
    round_id: str
    round_version: int
    moves: int
    matching: list[Placed]
    levels: list[JudgedLevel]
    placed: int
    unplaced: int
    facts: PublicationFacts


class NewScenario(Given):
    """A scenario as YAML text."""

    title: Reason = Field(examples=["Новый партнёр"])
    content: Page


class ScenarioText(Given):
    """A scenario to be checked and not stored."""

    content: Page


class Scenario(Told):
    """A stored scenario."""

    scenario_id: str
    title: str
    content: str
    etag: str
    author: str
    created_at: Seconds
    updated_at: Seconds


class ScenarioReport(Told):
    """Whether a scenario can be run, and every problem with its line (``row``) and key (``column``)."""

    sound: bool
    problems: list[ErrorEntry]
