"""Scenarios: whether the text of one can be run, with every problem by line and key.

Where a scenario file names files, one of the service names rounds: ``round`` is the one that it is run on, whatever
it is called, and every other name is the id of a round of the college.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.answers.asked import Subject
from api.answers.subjects import round_of
from api.children import problem_as_mapping, problem_from
from matcher.errors import InputError
from matcher.files.findings import Findings
from matcher.files.settings import Spot, described
from matcher.files.structured import read_yaml
from matcher.files.writing import write_round

PLACE = "scenario.yaml"
READER = "matcher.files.scenarios"
_PLAIN = re.compile(r"\w[\w .()№-]*")
"""Names that stay in their folder."""


def validate(text: str, subject: Subject | None, others: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return every problem of a scenario's text, for a round where one is named; none means that it can be run.

    ``others`` are documents of rounds that the text may speak of, by id.
    """
    findings = Findings()
    entries = read_yaml(text, PLACE, findings)
    if not findings.problems:
        _check_paths(entries, Spot(PLACE, findings))
    if not findings.problems and subject is not None and find_spec(READER) is not None:
        findings.problems += _of_study(text, entries, subject, others)
    return [problem_as_mapping(problem) for problem in findings.problems]


def _check_paths(entries: object, spot: Spot) -> None:
    if not isinstance(entries, Mapping):
        spot.problem("no-mapping", got=described(entries))
        return
    for path, where in _paths(entries, spot):
        if not isinstance(path, str) or not _PLAIN.fullmatch(path) or path == PLACE:
            where.problem("scenario-file", got=described(path))


def _paths(entries: Mapping[str, Any], spot: Spot) -> Iterator[tuple[object, Spot]]:
    """Yield whatever names a file, with where it stands."""
    for key in ("round", "vacancies"):
        if entries.get(key) is not None and not (key == "vacancies" and isinstance(entries[key], Mapping)):
            yield entries[key], spot.inner(entries, key)
    outcomes = entries.get("outcomes")
    if isinstance(outcomes, Mapping):
        yield from _paths_of_outcomes(outcomes, spot.inner(entries, "outcomes"))


def _paths_of_outcomes(outcomes: Mapping[str, Any], spot: Spot) -> Iterator[tuple[object, Spot]]:
    if outcomes.get("model") is not None:
        yield outcomes["model"], spot.inner(outcomes, "model")
    fit = outcomes.get("fit")
    named = fit.get("history") if isinstance(fit, Mapping) else fit
    for path in named if isinstance(named, list) else [named]:
        if path is not None:
            yield path, spot.inner(outcomes, "fit")


def _of_study(text: str, entries: object, subject: Subject, others: Mapping[str, str]) -> tuple[Any, ...]:
    try:
        _read(text, entries, subject, others)
    except InputError as error:
        return error.problems
    return ()


def study(text: str, subject: Subject, others: Mapping[str, str]) -> Any:
    """Return the study that a scenario makes of a round. Raises InputError with every problem of the text."""
    problems = validate(text, subject, others)
    if problems:
        raise InputError(problem_from(dict(one)) for one in problems)
    return _read(text, read_yaml(text, PLACE, Findings()), subject, others)


def _read(text: str, entries: object, subject: Subject, others: Mapping[str, str]) -> Any:
    """Lay out the rounds that a text speaks of, whose paths have been checked, and read it beside them."""
    assert isinstance(entries, Mapping)  # noqa: S101  # checked with its paths
    with TemporaryDirectory(prefix="praktika-scenario-") as folder:
        home = Path(folder)
        for path, _ in _paths(entries, Spot(PLACE, Findings())):
            if path == entries.get("round"):
                write_round(round_of(subject), home / str(path))
            elif path in others:
                write_round(round_of(Subject(others[str(path)])), home / str(path))
        (home / PLACE).write_text(text, "utf-8")
        return import_module(READER).read_study(home / PLACE)
