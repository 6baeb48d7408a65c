"""Scenarios: whether the text of one can be run, with every problem by line and key.

A scenario of the service names no files: the round that it is run on stands for every path, under one name.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.answers.asked import Subject
from api.answers.subjects import round_of
from api.children import problem_as_mapping
from matcher.errors import InputError
from matcher.files.findings import Findings
from matcher.files.settings import Spot, described
from matcher.files.structured import read_yaml
from matcher.files.writing import write_round

PLACE, ROUND = "scenario.yaml", "round.json"
READER = "matcher.files.scenarios"


def validate(text: str, subject: Subject | None) -> list[dict[str, Any]]:
    """Return every problem of a scenario's text, for a round where one is named; none means that it can be run."""
    findings = Findings()
    entries = read_yaml(text, PLACE, findings)
    if not findings.problems:
        _check_paths(entries, Spot(PLACE, findings))
    if not findings.problems and subject is not None and find_spec(READER) is not None:
        findings.problems += _of_study(text, subject)
    return [problem_as_mapping(problem) for problem in findings.problems]


def _check_paths(entries: object, spot: Spot) -> None:
    if not isinstance(entries, Mapping):
        spot.problem("no-mapping", got=described(entries))
        return
    for path, where in _paths(entries, spot):
        if path != ROUND:
            where.problem("scenario-file", name=ROUND, got=described(path))


def _paths(entries: Mapping[str, object], spot: Spot) -> Iterator[tuple[object, Spot]]:
    """Yield whatever names a file, with where it stands."""
    for key in ("round", "vacancies"):
        if key in entries and not (key == "vacancies" and isinstance(entries[key], Mapping)):
            yield entries[key], spot.inner(entries, key)
    outcomes = entries.get("outcomes")
    if not isinstance(outcomes, Mapping):
        return
    inner = spot.inner(entries, "outcomes")
    if "model" in outcomes:
        yield outcomes["model"], inner.inner(outcomes, "model")
    fit = outcomes.get("fit")
    paths = fit.get("history") if isinstance(fit, Mapping) else fit
    for path in paths if isinstance(paths, Sequence) and not isinstance(paths, str) else [paths]:
        if path is not None:
            yield path, inner.inner(outcomes, "fit")


def _of_study(text: str, subject: Subject) -> tuple[Any, ...]:
    with TemporaryDirectory(prefix="praktika-scenario-") as folder:
        home = Path(folder)
        write_round(round_of(subject), home / ROUND)
        (home / PLACE).write_text(text, "utf-8")
        try:
            import_module(READER).read_study(home / PLACE)
        except InputError as error:
            return error.problems
    return ()
