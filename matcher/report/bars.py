"""Bars, tables, headings and lines in a terminal; text from the round is never read as markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from matcher.text import Lang, number

WIDTH = 30
"""The longest bar, in characters."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled count, with a remark behind it."""

    label: str
    count: int
    remark: str = ""


def heading(console: Console, text: str) -> None:
    """Print a heading after an empty line."""
    console.print()
    console.print(Text(_one_line(text), style="bold"))


def points(console: Console, texts: Sequence[str]) -> None:
    """Print sentences as a list of points."""
    table(console, [[" •", text] for text in texts], gap=1)


def entries(console: Console, rows: Sequence[tuple[Sequence[str], str]]) -> None:
    """Print what each row is about on a line, and its sentence below, further in."""
    for about, sentence in rows:
        lines(console, _one_line(", ".join(filter(None, about))), indent=2)
        lines(console, sentence, indent=6)


def lines(console: Console, *texts: str, indent: int = 0) -> None:
    """Print lines of text, wrapped at words, each line under its own indent."""
    for text in texts:
        console.print(Padding(Text(text), (0, 0, 0, indent), expand=False))


def bars(console: Console, rows: Sequence[Bar], lang: Lang) -> None:
    """Print counts as horizontal bars on one scale."""
    longest = max((row.count for row in rows), default=0)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=0)
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    for row in rows:
        bar = "█" * round(WIDTH * row.count / longest) if longest else ""
        bar = bar or ("▏" if row.count else "")
        grid.add_row("", Text(row.label), Text(number(row.count, lang)), Text(bar, style="cyan"), Text(row.remark))
    console.print(grid)


def table(console: Console, rows: Sequence[Sequence[str]], gap: int = 2) -> None:
    """Print rows of text in columns, ``gap`` characters apart."""
    grid = Table.grid(padding=(0, gap))
    grid.add_column(width=0)
    for row in rows:
        grid.add_row("", *(Text(_one_line(cell)) for cell in row))
    console.print(grid)


def _one_line(text: str) -> str:
    return " ".join(text.split())
