"""Outcomes of scenario files: coefficients that stand in the file, or a model that was fitted and kept."""

from collections.abc import Mapping, Sequence

from matcher.errors import InputError
from matcher.files.cells import parse_bool, parse_number
from matcher.files.keys import read_keys
from matcher.files.settings import Spot
from matcher.simulate.chances import OutcomeModel
from matcher.simulate.outcomes.given import given_outcomes

KEYS = ("coefficients",)


def read_outcomes(value: object, spot: Spot) -> OutcomeModel | None:
    """Return the model of outcomes, None and problems when it cannot be read."""
    entries = read_keys(value, KEYS, spot)
    if len(entries) != 1:
        spot.problem("one-model", names=" | ".join(KEYS))
        return None
    return _given(entries["coefficients"], spot.inner(value, "coefficients"))


def _given(value: object, spot: Spot) -> OutcomeModel | None:
    if not isinstance(value, Mapping):
        spot.unfit("bad-outcomes", value)
        return None
    try:
        return given_outcomes(typed(value))  # type: ignore[arg-type]  # a mapping stays one
    except InputError as error:
        for problem in error.problems:
            spot_of(value, problem.column or "", spot).problem(problem.code, problem.sentence, **problem.values)
        return None


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
