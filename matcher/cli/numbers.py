"""Numbers on the command line: read as in the files of a round, within a range, and refused in the user's language."""

import click

from matcher.files.cells import parse_number, parse_whole, shown
from matcher.text import Lang, say


def _lang(ctx: click.Context | None) -> Lang:
    return "en" if ctx is None or ctx.obj != "ru" else "ru"


class Whole(click.ParamType[int]):
    """An integer ``low .. high``."""

    name = "integer"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the integer. Raises click.BadParameter for anything else."""
        found = value if isinstance(value, int) else parse_whole(str(value))
        if found is None or not self.low <= found <= self.high:
            got = shown(str(value))
            self.fail(say("usage.whole", _lang(ctx), low=self.low, high=self.high, got=got), param, ctx)
        return found


class Number(click.ParamType[float]):
    """A finite number ``low .. high``."""

    name = "number"

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number. Raises click.BadParameter for anything else, NaN and infinity included."""
        found = parse_number(str(value))
        if found is None or not self.low <= found <= self.high:
            got = shown(str(value))
            self.fail(say("usage.number", _lang(ctx), low=self.low, high=self.high, got=got), param, ctx)
        return found


SECONDS = Number(0, 10**6)
SHARE = Number(0, 1)
ROUBLES = Number(0, 10**12)
COUNT = Whole(1, 10**6)
WORKERS = Whole(1, 1024)
SEED = Whole(0, 2**53 - 1)
"""Beyond it a seed would lose digits in a spreadsheet."""
CHANGES = Whole(0, 10**9)
POINTS = Whole(2, 1000)
DAYS = Whole(1, 3660)
MONTHS = Whole(0, 120)
