"""Plan store: plans kept by a key for as long as a simulation runs, in memory and in a folder that workers share."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from matcher.matching import Place, Status
from matcher.simulate.chain.plans import Memo, Plan
from matcher.simulate.kpis import Kpi

MOST = 256
"""Plans kept in memory."""


class PlanStore:
    """Gives plans by key. What one worker has solved another finds in ``folder``; None keeps them to one's own."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memo: Memo[Plan] = Memo(MOST)

    def get(self, key: str, make: Callable[[], Plan]) -> Plan:
        """Return the plan under a key, made where nobody has it; the same key stands for the same plan."""
        return self._memo.get(key, lambda: self._shared(key, make))

    def _shared(self, key: str, make: Callable[[], Plan]) -> Plan:
        if self._folder is None:
            return make()
        path = self._folder / f"{sha256(key.encode()).hexdigest()}.json"
        if path.exists():
            return _read(path.read_text("utf-8"))
        plan = make()
        beside = path.with_name(f"{path.name}.{token_hex(4)}")
        beside.write_text(_written(plan), "utf-8")
        beside.replace(path)
        return plan


def _written(plan: Plan) -> str:
    places = [(p.applicant_id, p.period_id, p.position_id, p.mentor_id) for p in plan.places]
    return json.dumps({"status": plan.status, "places": places, "figures": dict(plan.figures)})


def _read(text: str) -> Plan:
    entries = json.loads(text)
    figures = {str(Kpi(kpi)): (figure[0], figure[1], figure[2]) for kpi, figure in entries["figures"].items()}
    return Plan(Status(entries["status"]), tuple(Place(*place) for place in entries["places"]), figures)
