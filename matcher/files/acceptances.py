"""Acceptance files: rounds, policies and the conditions that a policy must meet, with every problem at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from matcher.errors import PolicyError, ScenarioError
from matcher.explain.acceptance import RELATIVE, Acceptance, Bound, Candidate, Check, Condition, Verdicts
from matcher.explain.weights import BY_GROUPS, DATA, SHARES, Figure, Weight
from matcher.features import unsupported
from matcher.files.cells import shown
from matcher.files.encodings import read_text
from matcher.files.findings import Findings
from matcher.files.keys import nearest, read_chance, read_ids, read_keys, read_real, read_text_at
from matcher.files.policies import KEYS as POLICY_KEYS
from matcher.files.policies import policy_from, read_policy
from matcher.files.scenario_rounds import read_round_at
from matcher.files.scenarios import VERSION, in_order
from matcher.files.settings import Spot, read_choice
from matcher.files.structured import read_yaml
from matcher.policy import Level, Policy
from matcher.rounds import Round
from matcher.validate import policy_problems
from matcher.validate.policies import GROUPINGS

KEYS = ("version", "title", "rounds", "policies", "current", "conditions")
OF_POLICY = ("title", "policy", "file")
OF_CONDITION = ("measure", *Bound, "groups", "rounds", "policies")
LARGEST = 10.0**12


def read_acceptance(path: Path) -> Acceptance:
    """Return the acceptance tests in a YAML file. Raises ScenarioError with every problem, of its rounds too."""
    path = Path(path)
    findings = Findings()
    text = read_text(path, path.name, findings)
    value = None if text is None else read_yaml(text, path.name, findings, exact=True)
    found = None
    if text is not None and not (value is None and findings.problems):
        found = _Reading(value, path.parent, Spot(path.name, findings, line=1, at=1)).acceptance()
    if findings.problems or found is None:
        raise ScenarioError(in_order(findings.problems, path.name))
    return found


@dataclass
class _Reading:
    """A file of acceptance tests being read."""

    value: object
    home: Path
    spot: Spot

    def acceptance(self) -> Acceptance:
        """Return what the file says, as far as it can be read."""
        entries = read_keys(self.value, KEYS, self.spot, ("rounds", "policies", "conditions"))
        if entries.get("version", VERSION) != VERSION:
            self.at("version").problem("unknown-version", version=shown(str(entries["version"])), known=VERSION)
        rounds = self._rounds(entries.get("rounds"))
        candidates = self._candidates(entries.get("policies"), rounds)
        names = [c.name for c in candidates]
        current = names[0] if names else ""
        if "current" in entries:
            current = read_text_at(entries["current"], self.at("current")) or current
            tell_unknown([current], names, self.at("current"))
        conditions = self._conditions(entries.get("conditions"), rounds, names)
        title = read_text_at(entries["title"], self.at("title")) if "title" in entries else None
        sound = {name: round_ for name, round_ in rounds.items() if round_ is not None}
        return Acceptance(title or self.spot.place, sound, candidates, current, conditions)

    def at(self, key: str) -> Spot:
        """Return where a key of the file stands."""
        return self.spot.inner(self.value, key)

    def _rounds(self, value: object) -> dict[str, Round | None]:
        """Return the rounds by name: a list of paths names them by these, a mapping by its keys."""
        spot = self.at("rounds")
        if isinstance(value, Mapping) and value:
            return {str(name): read_round_at(path, self.home, spot.inner(value, name)) for name, path in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, str) and value:
            return {str(path): read_round_at(path, self.home, spot.inner(value, i)) for i, path in enumerate(value)}
        if value is not None:
            spot.unfit("bad-items", value)
        return {}

    def _candidates(self, value: object, rounds: Mapping[str, Round | None]) -> tuple[Candidate, ...]:
        spot = self.at("policies")
        if not isinstance(value, Mapping) or not value:
            if value is not None:
                spot.unfit("bad-blocks", value)
            return ()
        found = []
        for name, block in value.items():
            where = spot.inner(value, name)
            candidate = self._candidate(str(name), {} if block is None else block, where)
            _tell_unfit(candidate, rounds, where)
            found.append(candidate)
        return tuple(found)

    def _candidate(self, name: str, block: object, spot: Spot) -> Candidate:
        entries = read_keys(block, OF_POLICY, spot)
        title = (read_text_at(entries["title"], spot.inner(block, "title")) if "title" in entries else None) or name
        if {"policy", "file"} <= entries.keys():
            spot.problem("policy-or-file")
        if "file" in entries:
            return Candidate(name, title, self._in_file(entries["file"], spot.inner(block, "file")), None)
        if "policy" not in entries:
            return Candidate(name, title, Policy(), ())
        said, where = entries["policy"], spot.inner(block, "policy")
        keys = tuple(read_keys(said, POLICY_KEYS, where))
        known = {key: said[key] for key in keys} if isinstance(said, Mapping) else {}
        return Candidate(name, title, policy_from(_same_lines(known, said), where), keys)

    def _in_file(self, value: object, spot: Spot) -> Policy:
        written = read_text_at(value, spot)
        if written is None:
            return Policy()
        if not (self.home / written).is_file():
            spot.problem("no-file-there", path=written)
            return Policy()
        try:
            return read_policy(self.home / written)
        except PolicyError as error:
            spot.findings.problems.extend(error.problems)
            return Policy()

    def _conditions(
        self, value: object, rounds: Mapping[str, Round | None], policies: Sequence[str]
    ) -> tuple[Condition, ...]:
        spot = self.at("conditions")
        if not isinstance(value, Sequence) or isinstance(value, str) or not value:
            if value is not None:
                spot.unfit("bad-items", value)
            return ()
        found = [_condition(item, [*rounds], policies, spot.inner(value, i)) for i, item in enumerate(value)]
        for condition, i in ((c, i) for i, c in enumerate(found) if c is not None):
            _tell_missing(condition, rounds, spot.inner(value, i))
        return tuple(condition for condition in found if condition is not None)


def _tell_missing(condition: Condition, rounds: Mapping[str, Round | None], spot: Spot) -> None:
    """Tell rounds that lack the data of what is weighed."""
    level = DATA.get(condition.weight)
    for name, round_ in rounds.items():
        if level is None or round_ is None or (condition.rounds and name not in condition.rounds):
            continue
        for problem in policy_problems(round_, Policy(objectives=(Level(level),))):
            spot.problem("weight-without-data", round=name, missing=problem.values.get("missing"))


def _same_lines(known: dict[str, object], said: object) -> object:
    """Return some keys of a mapping, standing where they stood."""
    lined = type(said)(known) if isinstance(said, dict) else known
    for name in ("lines", "characters"):
        if hasattr(said, name):
            setattr(lined, name, getattr(said, name))
    return lined


def _tell_unfit(candidate: Candidate, rounds: Mapping[str, Round | None], spot: Spot) -> None:
    """Tell what keeps rounds from being solved by the policy, each with the round's name."""
    for name, round_ in rounds.items():
        if round_ is not None:
            policy = candidate.of(round_)
            for problem in [*policy_problems(round_, policy), *unsupported(round_, policy)]:
                where = Spot(spot.place, spot.findings, f"{spot.path} → {name}", spot.line, spot.at)
                where.problem(problem.code, problem.sentence, **problem.values)


def _condition(item: object, rounds: Sequence[str], policies: Sequence[str], spot: Spot) -> Condition | None:
    entries = read_keys(item, OF_CONDITION, spot, ("measure",))

    def at(key: str) -> Spot:
        return spot.inner(item, key)

    weight = read_choice(entries["measure"], Weight, at("measure")) if "measure" in entries else None
    bounds = [bound for bound in Bound if bound in entries]
    if isinstance(item, Mapping) and len(bounds) != 1:
        spot.problem("one-bound", names=" | ".join(Bound))
    groups = _groups(entries, weight, at("groups"))
    named = {key: read_ids(entries[key], at(key)) if key in entries else () for key in ("rounds", "policies")}
    tell_unknown(named["rounds"], rounds, at("rounds"))
    tell_unknown(named["policies"], policies, at("policies"))
    if weight is None or len(bounds) != 1:
        return None
    limit = _limit(entries[bounds[0]], weight, bounds[0], at(bounds[0]))
    return None if limit is None else Condition(weight, bounds[0], limit, groups, **named)


def _groups(entries: Mapping[str, object], weight: Weight | None, spot: Spot) -> str | None:
    if "groups" not in entries:
        return None
    found = read_text_at(entries["groups"], spot)
    if found is not None and found not in GROUPINGS:
        spot.unfit("bad-word", found, words=", ".join(GROUPINGS), words_ru=", ".join(GROUPINGS))
        return None
    if weight is not None and weight not in BY_GROUPS:
        spot.problem("no-groups-here", weight=str(weight), known=", ".join(w for w in Weight if w in BY_GROUPS))
    return found


def _limit(value: object, weight: Weight, bound: Bound, spot: Spot) -> Fraction | None:
    """Return the limit as it is written; shares may be in percent, and so may the points they fall or rise by."""
    low = 0.0 if bound in RELATIVE else -LARGEST
    found = read_chance(value, spot) if weight in SHARES else read_real(value, low, LARGEST, spot)
    return None if found is None else Fraction(repr(found))


def tell_unknown(names: Iterable[str], known: Sequence[str], spot: Spot) -> None:
    """Tell names that the file does not give to anything, each with the nearest one that it does."""
    for name in names:
        if name not in known:
            near = nearest(name, known)
            sentence = "change.unknown-name" if near is None else "change.unknown-name-near"
            spot.problem("unknown-name", sentence, name=shown(name), near=near)


def verdicts_as_mapping(found: Verdicts) -> dict[str, Any]:
    """Return the checks as plain data."""
    acceptance = found.acceptance
    return {
        "title": acceptance.title,
        "passed": found.passed,
        "current": acceptance.current,
        "statuses": [
            {"round": round_, "policy": policy, "status": str(status)}
            for (round_, policy), status in found.statuses.items()
        ],
        "checks": [_check_as_mapping(check) for check in found.checks],
    }


def _check_as_mapping(check: Check) -> dict[str, Any]:
    condition = check.condition
    return {
        "round": check.round,
        "policy": check.policy,
        "measure": str(condition.weight),
        "groups": condition.groups,
        "bound": str(condition.bound),
        "limit": float(condition.limit),
        **_figure_as_mapping(check.figure),
        "current": _figure_as_mapping(check.now),
        "passed": check.passed,
    }


def _figure_as_mapping(figure: Figure | None) -> dict[str, Any]:
    value = None if figure is None else figure.value
    return {
        "value": None if value is None else float(value),
        "numerator": None if figure is None else float(figure.part),
        "denominator": None if figure is None else figure.whole,
        "group": None if figure is None else figure.group,
    }
