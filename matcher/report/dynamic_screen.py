"""The screen of ``dynamic``: shares of hindsight, a table a level."""

from collections.abc import Sequence
from statistics import fmean

from rich.console import Console

from matcher.report.bars import heading, lines, table
from matcher.simulate.dynamic.desk import Desk
from matcher.simulate.dynamic.shares import Comparison, Share
from matcher.simulate.dynamic.streams import Habits, Stream
from matcher.text import Lang, say


def print_shares(
    desk: Desk, streams: Sequence[Stream], found: Comparison, habits: Habits, window: int, console: Console, lang: Lang
) -> None:
    """Print how near each way of deciding comes to hindsight, level by level, and what that rests on."""
    heading(console, say("dynamic.heading", lang))
    came = fmean(len(s.comings) for s in streams)
    withdrew = fmean(sum(not c.stays for c in s.comings) for s in streams)
    said = {"streams": len(streams), "days": streams[0].n_days, "came": round(came, 1), "withdrew": round(withdrew, 1)}
    lines(console, say("dynamic.days", lang, window=window, **said))
    shares = found.shares()
    for n, level in enumerate(desk.quantities.policy.objectives):
        own = [_row(share, lang) for share in shares if share.level == n]
        heading(console, say(f"dynamic.level.{level.name.value}", lang))
        table(console, [[say(f"dynamic.{word}", lang) for word in ("chooser", "median", "span", "least")], *own])
    if len(desk.quantities.policy.objectives) > 1:
        lines(console, say("dynamic.later", lang))
    lines(console, "", say("dynamic.model", lang, comes=habits.comes, leaves=habits.leaves))


def _row(share: Share, lang: Lang) -> list[str]:
    low, high = (round(100 * value, 1) for value in (share.low, share.high))
    return [
        say(f"dynamic.chooser.{share.chooser}", lang),
        say("dynamic.percent", lang, value=round(100 * share.median, 1)),
        say("dynamic.from-to", lang, low=low, high=high),
        say("dynamic.percent", lang, value=round(100 * share.least, 1)),
    ]
