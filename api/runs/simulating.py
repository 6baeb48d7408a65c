"""Simulating: a job of the kind ``simulate``, from the scenario's YAML to the summary of its trials.

A scenario speaks of rounds by the paths of files. Here a round stands under its id in a folder of its own that holds
nothing else, and no path may lead out of it.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from api.runs.jobs import Job
from api.runs.solving import NothingFoundError, Tell
from api.store.claims import Outcome
from api.store.names import digest, dumps
from matcher.errors import InputError, Problem
from matcher.files.findings import Findings
from matcher.files.reading import load_round
from matcher.files.structured import read_yaml
from matcher.files.writing import write_round
from matcher.stopping import Stop

SCENARIO = "scenario.yaml"
_PLAIN = re.compile(r"\w[\w .()№-]*")
"""Names that stay in their folder."""


def tried(job: Job, tell: Tell, stop: Stop) -> Outcome:
    """Count the trials of a scenario; a stop keeps those that every variant of it has.

    Raises InputError with every problem of the scenario, NothingFoundError.
    """
    study = _study(job, tell)
    simulation = import_module("matcher.simulate.simulation")  # slow to import, and only wanted here
    study = simulation.with_trials(study, job.request.get("trials"))
    until = monotonic() + min(float(job.request.get("seconds") or job.most_seconds), job.most_seconds)

    def progress(done: int, most: int) -> None:
        tell({"step": "trials", "done": done, "of": most})
        if stop() or monotonic() > until:
            raise KeyboardInterrupt  # how a simulation is told to end with what it has

    try:
        found = simulation.simulate(
            study, engine=job.engine, workers=job.engine_workers, tornado=True, progress=progress
        )
    except KeyboardInterrupt as nothing:
        raise NothingFoundError from nothing
    content = dumps(import_module("matcher.files.simulations").simulation_as_mapping(found))
    return Outcome("stopped" if stop() and found.stopped == "interrupted" else "done", content, None, digest(content))


def _study(job: Job, tell: Tell) -> Any:
    tell({"step": "read"})
    text = str(job.request.get("scenario") or "")
    with TemporaryDirectory(prefix="praktika-run-") as name:
        folder = Path(name)
        _lay_out(job, text, folder)
        (folder / SCENARIO).write_text(text, encoding="utf-8")
        return import_module("matcher.files.scenarios").read_study(folder / SCENARIO)


def _lay_out(job: Job, text: str, folder: Path) -> None:
    """Put the rounds a scenario speaks of where it will look for them. Raises InputError for a path that leads away."""
    entries = read_yaml(text, SCENARIO, Findings())
    entries = entries if isinstance(entries, Mapping) else {}
    base = entries.get("round")
    for path in paths_in(entries):
        if not _PLAIN.fullmatch(path) or path == SCENARIO:
            raise InputError([Problem(SCENARIO, "no-round-there", values={"path": path})])
        document = job.document if path == base else job.others.get(path)
        if document is not None:
            _put(document, folder / path)


def paths_in(entries: Mapping[str, Any]) -> Iterator[str]:
    """Yield whatever a scenario names by a path."""
    outcomes = entries.get("outcomes")
    said = outcomes if isinstance(outcomes, Mapping) else {}
    fit = said.get("fit")
    history = fit.get("history") if isinstance(fit, Mapping) else None
    for value in (entries.get("round"), entries.get("vacancies"), said.get("model"), history):
        yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


def _put(document: str, path: Path) -> None:
    beside = path.with_name("round.json")
    beside.write_text(document, encoding="utf-8")
    write_round(load_round(beside), path)
    beside.unlink()
