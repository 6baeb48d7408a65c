"""Levels: a policy as a form holds it, with every press of a button that is not yet a save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import FormData

PRESETS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "everyone": (
        {"level": "placed"},
        {"level": "agreements"},
        {"level": "preference", "measure": "generous"},
        {"level": "distance"},
    ),
    "employment": (
        {"level": "placed"},
        {"level": "employment"},
        {"level": "preference", "measure": "generous"},
        {"level": "distance"},
    ),
    "wishes": (
        {"level": "placed"},
        {"level": "preference", "measure": "rank-maximal"},
        {"level": "distance"},
    ),
}
"""Orders of levels to begin with; a level whose data the round lacks is left out."""
MEASURES = ("generous", "rank-maximal", "rank-sum")


@dataclass(frozen=True, slots=True)
class Row:
    """A level in the form. ``give_up`` is text as typed, in per cent; ``key`` tells rows apart."""

    key: str
    level: str
    measure: str = ""
    give_up: str = ""
    groups: str = ""

    def as_entry(self) -> dict[str, str]:
        """Return the level as ``round.yaml`` has it."""
        share = self.give_up.strip().rstrip("%").strip()
        said = {
            "level": self.level,
            "measure": self.measure if self.level in ("preference", "balance") else "",
            "give_up": f"{share}%" if share not in ("", "0") else "",
            "groups": self.groups,
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy being changed: its levels in order, the rules that are on, the reason, how long and with which lot."""

    rows: tuple[Row, ...]
    on: frozenset[str]
    reason: str
    seconds: str
    seed: str
    stability: str

    @property
    def unused(self) -> frozenset[str]:
        """Return the levels that stand in the list."""
        return frozenset(row.level for row in self.rows)


def stored(policy: Mapping[str, Any], rules: Iterable[Mapping[str, Any]]) -> Draft:
    """Return a stored policy as the form shows it."""
    return Draft(
        tuple(_row(n, entry) for n, entry in enumerate(policy["objectives"])),
        frozenset(rule["code"] for rule in rules if rule["on"]),
        "",
        f"{policy['limits']['seconds']:g}",
        str(policy["limits"]["seed"]),
        str(policy["stability"]),
    )


def _row(n: int, entry: str | Mapping[str, Any]) -> Row:
    if isinstance(entry, str):
        return Row(f"k{n}", entry)
    share = f"{100 * entry['give_up']:g}" if entry.get("give_up") else ""
    return Row(f"k{n}", entry["level"], entry.get("measure") or "", share, entry.get("groups") or "")


def preset(name: str, draft: Draft, served: Sequence[str]) -> Draft:
    """Return a draft with the levels of a preset that the data allow; an unknown name changes nothing."""
    levels = [entry for entry in PRESETS.get(name, ()) if entry["level"] in served]
    return replace(draft, rows=tuple(_row(n, entry) for n, entry in enumerate(levels))) if levels else draft


def typed(form: FormData) -> Draft:
    """Return what a form holds, in the order of its rows."""
    return Draft(
        tuple(
            Row(
                key,
                _text(form, f"level-{key}"),
                *(_text(form, f"{name}-{key}") for name in ("measure", "give_up", "groups")),
            )
            for key in map(str, form.getlist("row"))
        ),
        frozenset(map(str, form.getlist("rule"))),
        _text(form, "reason"),
        _text(form, "seconds"),
        _text(form, "seed"),
        _text(form, "stability"),
    )


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def pressed(draft: Draft, act: str, adding: str) -> Draft:
    """Return the draft after a button of a row: ``up:KEY``, ``down:KEY``, ``remove:KEY``, or ``add``."""
    what, _, key = act.partition(":")
    rows = list(draft.rows)
    at = next((i for i, row in enumerate(rows) if row.key == key), None)
    if what == "add" and adding and adding not in draft.unused:
        rows.append(Row(f"k{len(rows)}-{adding}", adding, "generous" if adding == "preference" else ""))
    elif at is not None and what == "remove":
        del rows[at]
    elif at is not None:
        other = at + {"up": -1, "down": 1}.get(what, 0)
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    return replace(draft, rows=tuple(rows))


def entries(draft: Draft, policy: Mapping[str, Any], rules: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the policy as ``round.yaml`` has it: the stored one with what the form changed."""
    switched = {rule["code"]: rule["code"] in draft.on for rule in rules if rule["on"] != (rule["code"] in draft.on)}
    limits = {**policy["limits"], "seconds": draft.seconds.replace(",", "."), "seed": draft.seed}
    return {
        **{key: value for key, value in policy.items() if value is not None},
        "objectives": [row.as_entry() for row in draft.rows],
        "stability": draft.stability,
        "rules": {**policy["rules"], **switched},
        "limits": limits,
    }


def switched_off(draft: Draft, rules: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the rules that the form switches off."""
    return [rule["said"] for rule in rules if rule["on"] and rule["code"] not in draft.on]
