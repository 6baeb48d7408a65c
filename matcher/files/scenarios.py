"""Scenario files: a base round, named changes, grids, levers, targets, to a study; every problem at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matcher.errors import Problem, ScenarioError
from matcher.files.encodings import read_text
from matcher.files.findings import Findings
from matcher.files.keys import read_chance, read_count, read_keys, read_real, read_text_at
from matcher.files.policies import LARGEST_SEED
from matcher.files.scenario_changes import DEAREST, hold, read_changes
from matcher.files.scenario_grids import read_grids
from matcher.files.scenario_outcomes import read_outcomes
from matcher.files.scenario_rounds import read_round_at, read_vacancies
from matcher.files.settings import Spot, read_choice
from matcher.files.structured import read_yaml
from matcher.rounds import Round
from matcher.simulate.changes import Where
from matcher.simulate.kpis import LESS_IS_BETTER, RATES, Kpi
from matcher.simulate.scenarios import Lever, Scenario, Study, Target

VERSION = "1"
KEYS = (
    *("version", "title", "round", "vacancies", "outcomes", "scenarios", "grid", "levers", "targets"),
    *("trials", "horizon", "cohorts", "seed", "precision", "budget"),
)
BASE = "base"
"""The name of the scenario without changes where the file has none."""
MOST_TRIALS, LONGEST_MONTHS, MOST_COHORTS, MOST_UNITS = 1_000_000, 120, 30, 1000


def read_study(path: Path) -> Study:
    """Return the study in a scenario file. Raises ScenarioError with every problem, of its rounds too."""
    path = Path(path)
    findings = Findings()
    text = read_text(path, path.name, findings)
    value = None if text is None else read_yaml(text, path.name, findings, exact=True)
    study = None
    if text is not None and not (value is None and findings.problems):
        study = _Reading(value, path.parent, Spot(path.name, findings, line=1, at=1)).study()
    if findings.problems or study is None:
        raise ScenarioError(in_order(findings.problems, path.name))
    return study


def in_order(problems: Iterable[Problem], place: str) -> list[Problem]:
    """Return problems each once, those of the file itself first, by line and character."""
    once = {(p.place, p.row, p.at, p.code, p.column, repr(p.values)): p for p in problems}
    return sorted(
        once.values(), key=lambda p: (p.place != place, (p.row or 0, p.at or 0) if p.place == place else (0, 0))
    )


@dataclass
class _Reading:
    """A scenario file being read: its keys, what was read of its rounds, and the names already given."""

    value: object
    home: Path
    spot: Spot
    rounds: dict[Where, Round | None] = field(default_factory=dict)

    def study(self) -> Study | None:
        """Return the study, None when it lacks what it cannot do without."""
        entries = read_keys(self.value, KEYS, self.spot, ("round", "outcomes"))
        self._tell_version(entries)
        self.rounds[Where.PRACTICE] = self._read(entries, "round", lambda v, s: read_round_at(v, self.home, s))
        if "vacancies" in entries:
            self.rounds[Where.VACANCIES] = self._read(
                entries, "vacancies", lambda v, s: read_vacancies(v, self.home, s)
            )
        outcomes = self._read(entries, "outcomes", lambda v, s: read_outcomes(v, self.home, s))
        said = {key: self._read(entries, key, read) for key, read in _NUMBERS.items() if key in entries}
        scenarios = self._scenarios(entries)
        levers = self._read(entries, "levers", self._levers) or ()
        targets = self._read(entries, "targets", _targets) or ()
        title = self._read(entries, "title", read_text_at) or ""
        base = self.rounds[Where.PRACTICE]
        if base is None or outcomes is None or self.spot.findings.problems:
            return None
        return Study(
            title or base.title or base.round_id,
            base,
            outcomes,
            scenarios,
            vacancies=self.rounds.get(Where.VACANCIES),
            targets=targets,
            levers=levers,
            **said,
        )

    def _read(self, entries: Mapping[str, object], key: str, read: Callable[[object, Spot], Any]) -> Any:
        return read(entries[key], self.spot.inner(self.value, key)) if key in entries else None

    def _tell_version(self, entries: Mapping[str, object]) -> None:
        if entries.get("version", VERSION) != VERSION:
            where = self.spot.inner(self.value, "version")
            where.problem("unknown-version", version=str(entries["version"])[:20], known=VERSION)

    def _scenarios(self, entries: Mapping[str, object]) -> tuple[Scenario, ...]:
        """Return the scenarios, the base first; every name once."""
        found = list(self._read(entries, "scenarios", self._named) or ())
        lines = {scenario.name: None for scenario in found}
        for combination in self._read(entries, "grid", lambda v, s: [*read_grids(v, s)]) or ():
            hold(combination.written, self.rounds)
            if combination.name in lines:
                combination.spot.problem("scenario-twice", name=combination.name)
            lines[combination.name] = None
            changes = tuple(w.change for w in combination.written)
            found.append(Scenario(combination.name, combination.title, changes))
        base = next((s for s in found if not s.changes), Scenario(BASE, BASE))
        return (base, *(s for s in found if s is not base))

    def _named(self, value: object, spot: Spot) -> list[Scenario]:
        return [
            Scenario(name, said["title"], said["changes"])
            for name, said in self._blocks(value, spot, ("title", "changes"))
        ]

    def _levers(self, value: object, spot: Spot) -> tuple[Lever, ...]:
        return tuple(
            Lever(name, said["title"], said["changes"], said["cost"], said["most"])
            for name, said in self._blocks(value, spot, ("title", "changes", "cost", "most"), needs="changes")
        )

    def _blocks(
        self, value: object, spot: Spot, keys: Sequence[str], needs: str = ""
    ) -> Iterable[tuple[str, dict[str, Any]]]:
        """Yield the named blocks of changes, each held against the rounds."""
        if not isinstance(value, Mapping):
            spot.unfit("bad-blocks", value)
            return
        for name, block in value.items():
            where = spot.inner(value, name)
            if not str(name).strip():
                where.problem("no-name")
            yield name, self._block(name, {} if block is None else block, where, keys, needs)

    def _block(self, name: str, block: object, spot: Spot, keys: Sequence[str], needs: str) -> dict[str, Any]:
        entries = read_keys(block, keys, spot, (needs,) if needs else ())

        def at(key: str) -> Spot:
            return spot.inner(block, key)

        written = read_changes(entries.get("changes"), at("changes"))
        most = read_count(entries["most"], 1, MOST_UNITS, at("most")) or 1 if "most" in entries else 1
        hold(written * most, self.rounds)
        cost = read_real(entries["cost"], 0, DEAREST, at("cost")) if "cost" in entries else None
        return {
            "title": (read_text_at(entries["title"], at("title")) if "title" in entries else None) or name,
            "changes": tuple(w.change for w in written),
            "cost": sum(w.change.cost for w in written) if cost is None else cost,
            "most": most,
        }


def _targets(value: object, spot: Spot) -> tuple[Target, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        spot.unfit("bad-items", value)
        return ()
    found = (_target(item, spot.inner(value, i)) for i, item in enumerate(value))
    return tuple(target for target in found if target is not None)


def _target(item: object, spot: Spot) -> Target | None:
    """Read ``{kpi: gross, at_least: 60%}``; figures of which less is better have ``at_most``."""
    entries = read_keys(item, ("kpi", "at_least", "at_most"), spot, ("kpi",))
    kpi = read_choice(entries["kpi"], Kpi, spot.inner(item, "kpi")) if "kpi" in entries else None
    if kpi is None:
        return None
    bound = "at_most" if kpi in LESS_IS_BETTER else "at_least"
    if bound not in entries or len(entries) > 2:
        spot.problem("target-bound", kpi=str(kpi), bound=bound)
        return None
    where = spot.inner(item, bound)
    value = read_chance(entries[bound], where) if kpi in RATES else read_real(entries[bound], -DEAREST, DEAREST, where)
    return None if value is None else Target(kpi, value)


def _precision(value: object, spot: Spot) -> float | None:
    found = read_chance(value, spot)
    if found == 0:
        spot.problem("zero-precision")
    return found


_NUMBERS: Mapping[str, Callable[[object, Spot], Any]] = {
    "trials": lambda v, s: read_count(v, 1, MOST_TRIALS, s),
    "horizon": lambda v, s: read_count(v, 0, LONGEST_MONTHS, s),
    "cohorts": lambda v, s: read_count(v, 1, MOST_COHORTS, s),
    "seed": lambda v, s: read_count(v, 0, LARGEST_SEED, s),
    "precision": _precision,
    "budget": lambda v, s: read_real(v, 0, DEAREST, s),
}
