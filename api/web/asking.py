"""Asking: a form of one question as what the library takes, with every fault of it and a title in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData

from api.web.words import word
from matcher.text import Lang, signed

KINDS = ("seats", "new-host", "withdraws", "bus", "signed", "prolonged", "demand")
MOST_SEATS, MOST_ROUBLES = 500, 10**12
SURE = 100
"""Per cent of what happens for sure."""
Choices = Mapping[str, Any]


@dataclass
class Form:
    """A form being read: faults by field, and what was typed, to be shown again."""

    data: FormData
    choices: Choices
    lang: Lang
    faults: list[dict[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return a field's text without spaces around it."""
        value = self.data.get(name)
        return " ".join(value.split())[:200] if isinstance(value, str) else ""

    def fault(self, name: str, key: str) -> None:
        """Note what is wrong with a field."""
        self.faults.append({"field": name, "said": word(key, self.lang)})

    def one_of(self, name: str, known: Sequence[str], *, optional: bool = False) -> str:
        """Return a choice, with a fault for one that is not offered."""
        chosen = self.text(name)
        if chosen not in known and not (optional and not chosen):
            self.fault(name, f"what-if.fault.{name}")
        return chosen

    def whole(self, name: str, least: int, most: int, *, optional: bool = False) -> int | None:
        """Return a whole number within bounds, None where it may be left out."""
        text = self.text(name).replace("\N{MINUS SIGN}", "-").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if not text and optional:
            return None
        plain = text.removeprefix("-").removeprefix("+")
        number = int(text) if plain.isascii() and plain.isdigit() and len(plain) <= len(str(MOST_ROUBLES)) else None
        if number is None or not least <= number <= most or (number == 0 and least < 0):
            self.fault(name, f"what-if.fault.{name}")
        return number


def read_question(kind: str, data: FormData, choices: Choices, lang: Lang) -> tuple[dict[str, Any], Form]:
    """Return the question in a form of a kind, and the form with its faults; a question with faults is half read."""
    form = Form(data, choices, lang)
    found = _KINDS[kind](form)
    cost = form.whole("cost", 0, MOST_ROUBLES, optional=True)
    found |= {"kind": kind, **({"cost": cost} if cost else {})}
    found |= {name: word(f"what-if.new.{name}", lang) for name in ("mentor", "position")}
    if not form.faults:
        found["title"] = form.text("title") or _title(found, choices, lang)
    return found, form


def _title(found: Mapping[str, Any], choices: Choices, lang: Lang) -> str:
    """Return what a question is called where nobody said: its kind with names and numbers."""
    hosts = {h["id"]: h["name"] for h in choices["hosts"]}
    agreements = {a["id"]: a["name"] for a in (*choices["drafts"], *choices["ending"])}
    return word(
        f"what-if.title.{found['kind']}",
        lang,
        host=hosts.get(found.get("host", ""), found.get("name", "")),
        n=signed(found.get("n") or 0, lang),
        seats=found.get("n") or 0,
        town=found.get("town", ""),
        towns=", ".join(found.get("towns", ())),
        partner=agreements.get(found.get("agreement", ""), ""),
        specialty=found.get("specialty", ""),
        percent=signed(found.get("percent") or 0, lang),
        chance=round(100 * found.get("chance", 1)),
    )


def _ids(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return [row["id"] for row in rows]


def _seats(form: Form) -> dict[str, Any]:
    host = form.one_of("host", _ids(form.choices["hosts"]))
    n = form.whole("n", -MOST_SEATS, MOST_SEATS)
    return {"host": host, "n": n, "specialty": form.one_of("specialty", form.choices["specialties"], optional=True)}


def _new_host(form: Form) -> dict[str, Any]:
    if not form.text("name"):
        form.fault("name", "what-if.fault.name")
    return {
        "name": form.text("name"),
        "town": form.one_of("town", form.choices["towns"]),
        "specialty": form.one_of("specialty", form.choices["specialties"]),
        "n": form.whole("n", 1, MOST_SEATS),
        "hires": form.whole("hires", 0, MOST_SEATS, optional=True),
    }


def _withdraws(form: Form) -> dict[str, Any]:
    host, percent = form.one_of("host", _ids(form.choices["hosts"])), form.whole("chance", 1, 100)
    return {
        "host": host,
        **({"chance": percent / 100} if percent is not None and percent < 100 else {}),
    }  # all of it is no chance


def _bus(form: Form) -> dict[str, Any]:
    towns = [town for town in form.data.getlist("towns") if town in form.choices["towns"]]
    if not towns:
        form.fault("towns", "what-if.fault.towns")
    return {"towns": towns}


def _signed(form: Form) -> dict[str, Any]:
    return {"agreement": form.one_of("agreement", _ids(form.choices["drafts"]))}


def _prolonged(form: Form) -> dict[str, Any]:
    return {"agreement": form.one_of("agreement", _ids(form.choices["ending"]))}


def _demand(form: Form) -> dict[str, Any]:
    specialty = form.one_of("specialty", form.choices["specialties"])
    return {"specialty": specialty, "percent": form.whole("percent", -99, 900)}


_KINDS: Mapping[str, Callable[[Form], dict[str, Any]]] = {
    "seats": _seats,
    "new-host": _new_host,
    "withdraws": _withdraws,
    "bus": _bus,
    "signed": _signed,
    "prolonged": _prolonged,
    "demand": _demand,
}
