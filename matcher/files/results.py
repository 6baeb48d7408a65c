"""Results as files: ``result.json``, ``matching.csv`` and ``certificate.json`` of the contract, there and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from matcher.errors import MatchingError, Problem
from matcher.files.json_files import read_json_file
from matcher.files.matchings import write_matching_csv
from matcher.files.policies import policy_as_mapping
from matcher.files.writing import write_text
from matcher.judge import Verdict
from matcher.matching import (
    Branch,
    Certificate,
    ClaimedPlace,
    Claims,
    LevelResult,
    Result,
    SeatPrice,
    StageDual,
    StageMultipliers,
)
from matcher.needs import ONE_PERIOD
from matcher.policy import Policy
from matcher.rounds import Round

VERSION = 1


def write_result(round_: Round, result: Result, folder: Path) -> None:
    """Write the result's files into a folder, each whole or not at all; those of an earlier result do not stay."""
    folder.mkdir(parents=True, exist_ok=True)
    if result.matching is not None:
        write_matching_csv(matching_rows(round_, result), folder / "matching.csv")
    else:
        (folder / "matching.csv").unlink(missing_ok=True)
    if result.certificate is not None:
        write_text(folder / "certificate.json", _dump(certificate_as_mapping(result.certificate, result)))
    else:
        (folder / "certificate.json").unlink(missing_ok=True)
    write_text(folder / "result.json", _dump(result_as_mapping(round_, result)))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def result_as_mapping(round_: Round, result: Result) -> dict[str, object]:
    """Return a result as the plain data of ``result.json``."""
    fewest = result.fewest_blocking
    return {
        "version": VERSION,
        "status": result.status,
        "stop_reason": result.stop_reason,
        "levels": [level_as_mapping(level) for level in result.levels],
        "rank_profile": list(result.rank_profile),
        "unranked": result.unranked,
        "placed": result.placed,
        "unplaced": result.unplaced,
        "blocking_pairs": result.blocking_pairs,
        **({} if fewest is None else {"fewest_blocking": level_as_mapping(fewest)}),
        "matching": matching_rows(round_, result) if result.matching is not None else None,
        "reasons": [asdict(reason) for reason in result.reasons],
        "prices": [price_as_mapping(price) for price in result.prices],
        "conflict": [dict(c) for c in result.conflict],
        "facts": {k: policy_as_mapping(v) if isinstance(v, Policy) else v for k, v in result.facts.items()},
    }


def matching_rows(round_: Round, result: Result) -> list[dict[str, object]]:
    """Return the matching's lines in the contract's columns."""
    if result.matching is None:
        return []
    hosts = {j.position_id: j.host for j in round_.positions}
    return [
        {
            "applicant_id": place.applicant_id,
            "period_id": place.period_id,
            "position_id": place.position_id,
            "host_id": hosts[place.position_id],
            "rank": rank,
            "mentor_id": place.mentor_id,
        }
        for place, rank in zip(result.matching.places, result.ranks, strict=True)
    ]


def level_as_mapping(level: LevelResult) -> dict[str, object]:
    """Return a level as plain data; ``measure`` and ``checkable`` are there only for levels that have one."""
    entries = {
        "level": level.level,
        "measure": level.measure,
        "value": level.value,
        "bound": level.bound,
        "proved": level.proved,
        "certified": level.certified,
        "checkable": level.checkable,
    }
    return {k: v for k, v in entries.items() if k not in ("measure", "checkable") or v is not None}


def price_as_mapping(price: SeatPrice) -> dict[str, object]:
    """Return the worth of a seat as plain data; measure, bound and reasons are there only where there are any."""
    kind, _, bound = price.kind.partition("-")
    entries = {
        f"{kind}_id": price.subject_id,
        "bound": bound or None,
        "level": price.level,
        "measure": price.measure,
        "next_seat": price.next_seat,
        "last_seat": price.last_seat,
        "next_reason": price.next_reason,
        "last_reason": price.last_reason,
    }
    return {k: v for k, v in entries.items() if v is not None or k in ("next_seat", "last_seat")}


def certificate_as_mapping(certificate: Certificate, result: Result) -> dict[str, object]:
    """Return a certificate as the plain data of ``certificate.json``; prices not named are 0."""
    return {
        "version": VERSION,
        "round_sha256": result.facts.get("round_sha256"),
        "stages": [_stage_as_mapping(stage) for stage in certificate.stages],
        "multipliers": [_multipliers_as_mapping(stage) for stage in certificate.multipliers],
    }


def _multipliers_as_mapping(stage: StageMultipliers) -> dict[str, object]:
    return {
        "level": stage.level,
        "stage": stage.stage,
        "bound": stage.bound,
        "rows": _rows_as_list(stage.rows),
        **({} if stage.branch is None else {"branch": _branch_as_mapping(stage.branch)}),
    }


def _rows_as_list(rows: Mapping[tuple[str, ...], int]) -> list[dict[str, object]]:
    return [{"row": list(key), "multiplier": value} for key, value in sorted(rows.items())]


def _branch_as_mapping(branch: Branch) -> dict[str, object]:
    below = {"then": branch.then, "shut": branch.shut, "open": branch.open}
    return {
        "rows": _rows_as_list(branch.rows),
        **({} if branch.column is None else {"column": list(branch.column)}),
        **{name: _branch_as_mapping(node) for name, node in below.items() if node is not None},
    }


def _stage_as_mapping(stage: StageDual) -> dict[str, object]:
    return {
        "level": stage.level,
        "stage": stage.stage,
        "bound": stage.bound,
        "prices": {
            "places": [{"position_id": j, "period_id": t, "price": p} for (j, t), p in sorted(stage.places.items())],
            "shared": [
                {"owner": owner, "periods": list(periods), "price": p}
                for (owner, periods), p in sorted(stage.hosts.items())
            ],
        },
    }


def verdict_as_mapping(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as plain data."""
    bounds = [{"level": n, "stage": stage, "bound": bound} for (n, stage), bound in verdict.stage_bounds.items()]
    findings = asdict(replace(verdict, stage_bounds={}))
    return {"accepted": verdict.accepted, "feasible": verdict.feasible, **findings, "stage_bounds": bounds}


def read_certificate(path: Path) -> Certificate:
    """Return the certificate in a file. Raises MatchingError when the file does not hold one."""
    entries = read_json_file(path, "bad-certificate")
    try:
        return Certificate(
            tuple(_stage(stage) for stage in entries["stages"]),
            tuple(_multipliers(stage) for stage in entries.get("multipliers", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MatchingError([Problem(path.name, "bad-certificate", values={"detail": str(error)})]) from error


def _stage(entries: Mapping[str, Any]) -> StageDual:
    prices = entries["prices"]
    return StageDual(
        level=_whole(entries["level"]),
        stage=str(entries["stage"]),
        places={(str(p["position_id"]), str(p["period_id"])): _whole(p["price"]) for p in prices["places"]},
        hosts={(str(p["owner"]), tuple(map(str, p["periods"]))): _whole(p["price"]) for p in prices["shared"]},
        bound=_whole(entries["bound"]),
    )


def _multipliers(entries: Mapping[str, Any]) -> StageMultipliers:
    return StageMultipliers(
        level=_whole(entries["level"]),
        stage=str(entries["stage"]),
        rows=_rows(entries["rows"]),
        bound=_whole(entries["bound"]),
        branch=_branch(entries.get("branch")),
    )


def _rows(entries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], int]:
    return {tuple(map(str, r["row"])): _whole(r["multiplier"]) for r in entries if r["row"]}


def _branch(entries: Mapping[str, Any] | None) -> Branch | None:
    if entries is None:
        return None
    column = entries.get("column")
    return Branch(
        rows=_rows(entries["rows"]),
        then=_branch(entries.get("then")),
        column=None if column is None else tuple(map(str, column)),
        shut=_branch(entries.get("shut")),
        open=_branch(entries.get("open")),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected a whole number, got {value!r}")
    return value


def read_claims(path: Path) -> Claims:
    """Return what a ``result.json`` says of its matching. Raises MatchingError when it is not such a file."""
    entries = read_json_file(path, "bad-result")
    try:
        return Claims(
            levels=tuple(_claim(level) for level in entries["levels"]) if "levels" in entries else None,
            status=_text(entries.get("status")),
            stop_reason=_text(entries.get("stop_reason")),
            rank_profile=_counts(entries.get("rank_profile")),
            unranked=_count(entries.get("unranked")),
            placed=_count(entries.get("placed")),
            unplaced=_count(entries.get("unplaced")),
            blocking_pairs=_count(entries.get("blocking_pairs")),
            fewest_blocking=_claim(entries["fewest_blocking"]) if "fewest_blocking" in entries else None,
            places=tuple(_claimed_place(row) for row in entries.get("matching") or () if "rank" in row),
            waiting=_waiting(entries.get("reasons")),
            round_sha256=_text(entries.get("facts", {}).get("round_sha256")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MatchingError([Problem(path.name, "bad-result", values={"detail": str(error)})]) from error


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _count(value: object) -> int | None:
    return None if value is None else _whole(value)


def _counts(values: Sequence[object] | None) -> tuple[int, ...] | None:
    return None if values is None else tuple(_whole(v) for v in values)


def _claimed_place(row: Mapping[str, Any]) -> ClaimedPlace:
    period = row.get("period_id") or ONE_PERIOD
    return ClaimedPlace(str(row.get("applicant_id")), str(period), _text(row.get("host_id")), _count(row.get("rank")))


def _waiting(reasons: Sequence[Mapping[str, Any]] | None) -> tuple[tuple[str, str], ...] | None:
    if reasons is None:
        return None
    return tuple((str(r["applicant_id"]), str(r.get("period_id") or ONE_PERIOD)) for r in reasons)


def _claim(entries: Mapping[str, Any]) -> LevelResult:
    value, bound = (_value(entries.get(key)) for key in ("value", "bound"))
    if value is None:
        raise TypeError("a level without a value")
    return LevelResult(
        str(entries["level"]),
        value,
        bound,
        proved=entries["proved"] is True,
        certified=entries["certified"] is True,
        measure=entries.get("measure"),
        checkable=_value(entries.get("checkable")),
    )


def _value(value: object) -> int | float | tuple[int, ...] | None:
    if isinstance(value, list):
        return tuple(_whole(v) for v in value)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise TypeError(f"expected a number or a list of whole numbers, got {value!r}")
