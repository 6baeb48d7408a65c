"""Outcomes of scenario files: coefficients that stand in the file or in one of their own, or a history to be fitted."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from matcher.errors import InputError
from matcher.files.cells import parse_bool, parse_number
from matcher.files.encodings import read_text
from matcher.files.keys import read_count, read_ids, read_keys, read_text_at
from matcher.files.outcome_models import read_model
from matcher.files.scenario_rounds import read_rounds_at
from matcher.files.settings import Spot
from matcher.files.structured import read_yaml
from matcher.simulate.chances import OutcomeModel
from matcher.simulate.outcomes.features import ALLOWED
from matcher.simulate.outcomes.given import given_outcomes

KEYS = ("coefficients", "fit", "model")
OF_FIT = ("history", "attributes", "horizon")
LONGEST_MONTHS = 120


def read_outcomes(value: object, home: Path, spot: Spot) -> OutcomeModel | None:
    """Return the model of outcomes, None and problems when it cannot be read.

    ``coefficients`` stand here, ``model`` names a YAML or JSON file of them, ``fit`` names rounds of past years.
    """
    entries = read_keys(value, KEYS, spot)
    if len(entries) != 1:
        spot.problem("one-model", names=" | ".join(KEYS))
        return None
    ((key, said),) = entries.items()
    where = spot.inner(value, key)
    if key == "coefficients":
        return _given(said, where)
    return _kept(said, home, where) if key == "model" else _fitted(said, home, where)


def _given(value: object, spot: Spot) -> OutcomeModel | None:
    if not isinstance(value, Mapping):
        spot.unfit("bad-outcomes", value)
        return None
    return _unless_refused(lambda: given_outcomes(typed(value)), value, spot)  # type: ignore[arg-type]  # a mapping stays one


def _unless_refused(make: Callable[[], OutcomeModel], value: object, spot: Spot) -> OutcomeModel | None:
    """Return the model; what it refuses is told where it stands."""
    try:
        return make()
    except InputError as error:
        for problem in error.problems:
            spot_of(value, problem.column or "", spot).problem(problem.code, problem.sentence, **problem.values)
        return None


def _kept(value: object, home: Path, spot: Spot) -> OutcomeModel | None:
    """Return the model whose coefficients stand in a file of their own, bare or under ``coefficients``.

    A file that ``praktika outcomes`` wrote also says how sure the fit is, and is a fitted model again.
    """
    written = read_text_at(value, spot)
    if written is None:
        return None
    if not (home / written).is_file():
        spot.problem("no-file-there", path=written)
        return None
    findings = spot.findings
    before = len(findings.problems)
    text = read_text(home / written, written, findings)
    said = None if text is None else read_yaml(text, written, findings, exact=True)
    if len(findings.problems) > before:
        return None
    inner = Spot(written, findings, line=1, at=1)
    if not isinstance(said, Mapping) or "coefficients" not in said:
        return _given(said, inner)
    given = _given(said["coefficients"], inner.inner(said, "coefficients"))
    if given is None or "posterior" not in said:
        return given
    return _unless_refused(lambda: read_model(home / written), said, inner)


def _fitted(value: object, home: Path, spot: Spot) -> OutcomeModel | None:
    """Return the model fitted to the rounds of past years.

    They stand as ``[path, …]``, or as ``{history: …, attributes: […], horizon: months}``.
    """
    from matcher.simulate.outcomes.fitting import fit_outcomes
    from matcher.simulate.outcomes.history import HORIZON, history_of

    before = len(spot.findings.problems)
    paths, where, attributes, horizon = value, spot, tuple(ALLOWED), HORIZON
    if isinstance(value, Mapping):
        entries = read_keys(value, OF_FIT, spot, ("history",))
        paths, where = entries.get("history", ()), spot.inner(value, "history")
        if "attributes" in entries:
            attributes = read_ids(entries["attributes"], spot.inner(value, "attributes"))
        if "horizon" in entries:
            horizon = read_count(entries["horizon"], 1, LONGEST_MONTHS, spot.inner(value, "horizon")) or horizon
    rounds = read_rounds_at(paths, home, where)
    if len(spot.findings.problems) > before:
        return None
    return _unless_refused(lambda: fit_outcomes(history_of(rounds, horizon), attributes), value, spot)


def typed(value: object) -> object:
    """Return plain data with its numbers (percents too) and its yes and no as such."""
    if isinstance(value, Mapping):
        return {key: typed(inner) for key, inner in value.items()}
    if not isinstance(value, str):
        return [typed(inner) for inner in value] if isinstance(value, Sequence) else value
    percent = parse_number(value.strip().removesuffix("%")) if value.strip().endswith("%") else None
    number = parse_number(value) if percent is None else percent / 100
    return number if number is not None else value if parse_bool(value) is None else parse_bool(value)


def spot_of(value: object, path: str, spot: Spot) -> Spot:
    """Return where the part of a mapping stands that a dotted path names; keys may hold dots themselves."""
    while path and isinstance(value, Mapping):
        key = max((k for k in value if path == k or path.startswith(f"{k}.")), key=len, default=None)
        if key is None:
            break
        spot, value, path = spot.inner(value, key), value[key], path[len(key) + 1 :]
    return spot
