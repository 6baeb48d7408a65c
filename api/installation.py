"""Installation: what every route of one running service shares."""

from collections.abc import Callable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry

from api.desk import Desk
from api.measures import Measures
from api.settings import Settings
from api.store.transactions import Store


def _never() -> bool:
    return False


@dataclass(slots=True)
class Installation:
    """The settings, the store, the desk and the measures; ``is_ending`` says whether the server is to end soon."""

    settings: Settings
    store: Store
    desk: Desk
    measures: Measures = field(default_factory=lambda: Measures(CollectorRegistry()))
    is_ending: Callable[[], bool] = _never
