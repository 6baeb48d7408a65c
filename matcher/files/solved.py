"""Solved: what a solve left behind, read back beside its round for those who speak of it later."""

from collections.abc import Mapping
from pathlib import Path

from matcher.errors import MatchingError, PolicyError, Problem
from matcher.files.encodings import read_text
from matcher.files.findings import Findings
from matcher.files.matchings import read_matching
from matcher.files.policies import policy_from
from matcher.files.settings import Spot
from matcher.files.structured import as_text, read_json
from matcher.judge import Case
from matcher.judge.feasibility import STRUCTURE
from matcher.judge.verdict import Violation
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Round


def read_solved(round_: Round, path: Path, policy: Policy | None = None) -> Case:
    """Return the matching in a result's folder, its ``result.json`` or a ``matching.csv``, as a case of the round.

    ``policy`` comes before the one that the result names, and that before the round's own. Raises MatchingError when
    there is no matching or it is not of this round, PolicyError when the result names a policy that is none.
    """
    path = _file(Path(path))
    matching = read_matching(path)
    case = Case(quantities_of(round_, policy or _policy(path) or round_.policy), matching)
    problems = [_problem(path.name, v) for v in _malformed(case).values()]
    if problems:
        raise MatchingError(problems)
    return case


def _file(path: Path) -> Path:
    """Return the file that holds the matching; of a result's folder, ``result.json`` before ``matching.csv``."""
    if not path.is_dir():
        return path
    named = path / "result.json"
    return named if named.exists() else path / "matching.csv"


def _policy(path: Path) -> Policy | None:
    """Return the policy that a ``result.json`` names, None where it names none."""
    if path.suffix.lower() != ".json":
        return None
    findings = Findings()
    content = read_json(read_text(path, path.name, findings) or "", path.name, findings)
    facts = content.get("facts") if isinstance(content, Mapping) else None
    own = facts.get("policy") if isinstance(facts, Mapping) else None
    policy = policy_from(as_text(own), Spot(path.name, findings, "facts.policy")) if own is not None else None
    if findings.problems:
        raise PolicyError(findings.problems)
    return policy


def _malformed(case: Case) -> dict[tuple[str | None, ...], Violation]:
    """Return what is wrong with each line, once a line where neither applicant nor position is known."""
    found = (v for check in STRUCTURE for v in check(case))
    return {(v.applicant_id, v.period_id, v.position_id): v for v in found}


def _problem(place: str, found: Violation) -> Problem:
    code = "held-twice" if found.code == "several-places" else "not-of-this-round"
    values = {name: getattr(found, name) or "" for name in ("applicant_id", "position_id", "period_id")}
    return Problem(place, code, values=values)
