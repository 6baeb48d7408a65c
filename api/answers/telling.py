"""Telling: why a result is as it is, where one more could go, and how results differ."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.answers.asked import Subject
from api.answers.subjects import handed
from matcher.errors import InputError, Problem
from matcher.explain.comparing import compare as side_by_side
from matcher.explain.explanation import explain as explain_result
from matcher.explain.explanation import taken_at_its_word
from matcher.explain.recommending import recommend as recommend_for
from matcher.files.explanations import explanation_as_mapping
from matcher.files.outcomes import comparison_as_mapping, read_outcome
from matcher.files.recommendations import recommendation_as_mapping


def explain(subject: Subject, applicant_id: str | None, position_id: str | None) -> dict[str, Any]:
    """Return why this place, why not that one, and what would help. Raises InputError for an id the round lacks."""
    found = handed(subject)
    round_ = found.case.round
    _known("applicant", applicant_id, {a.applicant_id for a in round_.applicants})
    _known("position", position_id, {j.position_id for j in round_.positions})
    result = taken_at_its_word(found.case, found.certificate)
    explained = explain_result(
        round_, result, applicant_id=applicant_id, position_id=position_id, quantities=found.case.quantities
    )
    return explanation_as_mapping(explained)


def _known(kind: str, asked: str | None, ids: set[str]) -> None:
    if asked is not None and asked not in ids:
        raise InputError([Problem(f"{kind}_id", "not-in-round", values={"name": asked})])


def recommend(subject: Subject, applicant_id: str | None, position_id: str | None, placed: bool) -> dict[str, Any]:
    """Return the best places for one more applicant, or the best applicants for one seat; nobody else moves."""
    case = handed(subject).case
    found = recommend_for(case.round, case.matching, applicant_id, position_id, case.policy, placed=placed)
    return recommendation_as_mapping(found)


def compare(results: Mapping[str, str]) -> dict[str, Any]:
    """Return results side by side; each later one's differences are against the first."""
    with TemporaryDirectory(prefix="praktika-") as folder:
        return comparison_as_mapping(side_by_side([_outcome(Path(folder), *one) for one in results.items()]))


def _outcome(folder: Path, name: str, text: str) -> Any:
    path = folder / f"{name}.json"
    path.write_text(text, "utf-8")
    return read_outcome(path, name)
