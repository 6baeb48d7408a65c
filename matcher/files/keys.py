"""Keys: the known keys of a mapping in a scenario file; an unknown one is told with the nearest that is known."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from matcher.files.cells import parse_date, parse_number, parse_whole, shown
from matcher.files.settings import Spot


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is spelt most like this one, None when none is."""
    found = get_close_matches(name.casefold(), sorted(known), n=1)
    return found[0] if found else None


def read_keys(value: object, known: Sequence[str], spot: Spot, required: Sequence[str] = ()) -> Mapping[str, object]:
    """Return the known keys that say something; tell unknown keys, missing ones, and a value that is no mapping."""
    if not isinstance(value, Mapping):
        spot.unfit("bad-mapping", value, known=", ".join(known))
        return {}
    for key in value:
        if key not in known:
            unknown_key(str(key), known, spot.inner(value, key))
    for key in required:
        if value.get(key) is None:
            spot.problem("missing-key", name=key)
    return {key: value[key] for key in known if value.get(key) is not None}


def unknown_key(key: str, known: Sequence[str], spot: Spot) -> None:
    """Tell an unknown key, with the nearest known one."""
    near = nearest(key, known)
    sentence = "unknown-key" if near is None else "unknown-key-near"
    spot.problem("unknown-key", sentence, name=shown(key), known=", ".join(known), near=near)


def read_text_at(value: object, spot: Spot) -> str | None:
    """Return a text that is not empty, None and a problem for anything else."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    spot.unfit("bad-text", value)
    return None


def read_ids(value: object, spot: Spot) -> tuple[str, ...]:
    """Return one text or a list of texts; ids may hold commas and are not split."""
    if isinstance(value, str):
        return (value.strip(),)
    if not isinstance(value, Sequence) or not value:
        spot.unfit("bad-items", value)
        return ()
    found = (read_text_at(item, spot.inner(value, i)) for i, item in enumerate(value))
    return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))


def read_real(value: object, low: float, high: float, spot: Spot) -> float | None:
    """Return a number ``low .. high``, None and a problem for anything else."""
    found = parse_number(value) if isinstance(value, str) else None
    if found is not None and low <= found <= high:
        return found
    spot.unfit("bad-number-range", value, low=low, high=high)
    return None


def read_count(value: object, low: int, high: int, spot: Spot) -> int | None:
    """Return an integer ``low .. high``, None and a problem for anything else."""
    found = parse_whole(value) if isinstance(value, str) else None
    if found is not None and low <= found <= high:
        return found
    spot.unfit("bad-whole-range", value, low=low, high=high)
    return None


def read_day(value: object, spot: Spot) -> date | None:
    """Return a date, None and a problem for anything else."""
    found = parse_date(value) if isinstance(value, str) else None
    if found is None:
        spot.unfit("bad-date", value)
    return found


def read_chance(value: object, spot: Spot) -> float | None:
    """Return a probability 0..1, written as such or in percent, None and a problem for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    found = parse_number(text.removesuffix("%"))
    share = None if found is None else found / 100 if text.endswith("%") else found
    if share is not None and 0 <= share <= 1:
        return share
    spot.unfit("bad-share", value)
    return None
