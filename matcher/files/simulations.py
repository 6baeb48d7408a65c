"""Simulations as files: every figure as ``records.csv``, what they come to as ``summary.json``, and that read again."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from matcher.errors import MatchingError, Problem
from matcher.files.escapes import encode_text
from matcher.files.json_files import read_json_file
from matcher.files.replacing import write_text
from matcher.simulate.chain.fingerprints import Fingerprints
from matcher.simulate.kpis import Kpi
from matcher.simulate.records import COLUMNS
from matcher.simulate.scenarios import Scenario
from matcher.simulate.simulation import Simulation
from matcher.simulate.summary import fan, headline, summary, sways

VERSION = 1
RECORDS, SUMMARY = "records.csv", "summary.json"


def write_simulation(found: Simulation, folder: Path) -> list[Path]:
    """Write the records and the summary into a folder and return their paths. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / RECORDS, records_text(found))
    summary_text = json.dumps(simulation_as_mapping(found), ensure_ascii=False, indent=1)
    write_text(folder / SUMMARY, summary_text + "\n")
    return [folder / RECORDS, folder / SUMMARY]


def records_text(found: Simulation) -> str:
    """Return every figure as one line of a CSV: by scenario, trial, cohort and rate."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    names = {s.name: encode_text(s.name) for s in found.study.scenarios}
    writer.writerows(
        (
            names[r.scenario],
            r.trial,
            r.cohort,
            str(r.kpi),
            r.horizon,
            *map(_plain, (r.numerator, r.denominator, r.unknown)),
        )
        for r in found.records()
    )
    return text.getvalue()


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def simulation_as_mapping(found: Simulation) -> dict[str, object]:
    """Return a simulation's summary as plain data; every line has its horizon, numerator and denominator."""
    study = found.study
    return {
        "version": VERSION,
        "kind": "simulation",
        "model": True,
        "title": study.title,
        "headline": headline(found),
        "horizon": study.horizon,
        "cohorts": list(found.counts.labels),
        "trials": found.counts.n_trials,
        "stopped": found.stopped,
        "antithetic": found.antithetic,
        "seed": study.seed,
        "round_id": study.round.round_id,
        "study_sha256": Fingerprints().of(study.round),
        "scenarios": [_scenario(s) for s in study.scenarios],
        "unplanned": dict(found.counts.unplanned),
        "lines": [asdict(line) for line in summary(found)],
        "fan": [asdict(point) for point in fan(found)],
        "tornado": [asdict(sway) for sway in sways(found)],
        "flows": [
            {"scenario": s, "specialty": own, "host": host, "ending": ending, "people": n}
            for (s, own, host, ending), n in found.counts.flows.items()
        ],
    }


def _scenario(found: Scenario) -> dict[str, object]:
    changes = [{"code": c.code, "chance": c.chance, "cost": c.cost} for c in found.changes]
    return {"name": found.name, "title": found.title, "cost": cost_of(found), "changes": changes}


def cost_of(scenario: Scenario) -> float:
    """Return what a scenario's changes cost in roubles a year, should all of them happen."""
    return sum(change.cost for change in scenario.changes)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One rate of a scenario as a summary tells it; ``value`` is None where there was nobody to ask."""

    scenario: str
    title: str
    kpi: Kpi
    value: float | None
    low: float | None
    high: float | None
    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True)
class Told:
    """What a ``summary.json`` tells, under a name; of several cohorts only all of them together."""

    name: str
    title: str
    horizon: int
    trials: int
    lines: tuple[ToldLine, ...]


def summary_file(path: Path) -> Path | None:
    """Return the summary that a path means, None where it means something else."""
    at_hand = path / SUMMARY if path.is_dir() else path
    return at_hand if at_hand.name == SUMMARY and at_hand.exists() else None


def read_simulation(path: Path, name: str) -> Told:
    """Return what a ``summary.json`` tells. Raises MatchingError when it tells nothing of a simulation."""
    entries = read_json_file(path, "bad-simulation")
    try:
        titles = {s["name"]: str(s["title"]) for s in entries["scenarios"]}
        several = len(entries["cohorts"]) > 1
        lines = tuple(_told(line, titles) for line in entries["lines"] if not several or line["cohort"] is None)
        return Told(name, str(entries["title"]), int(entries["horizon"]), int(entries["trials"]), lines)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MatchingError([Problem(path.name, "bad-simulation", values={"detail": str(error)})]) from error


def _told(line: Mapping[str, Any], titles: Mapping[str, str]) -> ToldLine:
    value = line["value"]
    low, mean, high = (None, None, None) if value is None else (float(value[k]) for k in ("low", "mean", "high"))
    return ToldLine(
        str(line["scenario"]),
        titles[line["scenario"]],
        Kpi(line["kpi"]),
        mean,
        low,
        high,
        float(line["numerator"]),
        float(line["denominator"]),
    )


def told_as_mapping(found: Sequence[Told]) -> dict[str, object]:
    """Return simulations side by side as plain data; ``change`` is each later value less the first's."""
    first = {(x.scenario, x.kpi): x.value for x in found[0].lines}
    return {
        "simulations": [
            {
                "name": told.name,
                "title": told.title,
                "horizon": told.horizon,
                "trials": told.trials,
                "lines": [asdict(x) | {"change": _less(x.value, first.get((x.scenario, x.kpi)))} for x in told.lines],
            }
            for told in found
        ]
    }


def _less(value: float | None, first: float | None) -> float | None:
    return None if value is None or first is None else value - first
