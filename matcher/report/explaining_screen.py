"""Explaining screen: accounts of applicants and positions in a terminal."""

from rich.console import Console

from matcher.explain.accounts import ApplicantAccount, Explanation, PositionAccount
from matcher.report.bars import entries, heading, lines, points
from matcher.report.directory import Directory
from matcher.report.reason_words import Words
from matcher.rounds import Round
from matcher.text import Lang, say


def print_explanation(found: Explanation, round_: Round, console: Console, lang: Lang) -> None:
    """Print why each applicant told of has what they have, what would help, and what came of positions."""
    words = Words(Directory(round_), lang)
    if not found.applicants and not found.positions:
        lines(console, say("explain.nothing", lang))
    for account in found.applicants:
        _print_applicant(account, words, console)
    if found.positions:
        if found.applicants:
            heading(console, say("explain.positions", lang))
        for place in found.positions:
            _print_position(place, words, console)


def _print_applicant(account: ApplicantAccount, words: Words, console: Console) -> None:
    heading(console, ", ".join(filter(None, (words.directory.applicant(account.applicant_id), account.period_id))))
    if account.position_id is not None:
        lines(console, words.place(account.position_id), indent=2)
    lines(console, words.why(account), indent=2)
    if account.choices:
        lines(console, f"{words.say('explain.choices')}:", indent=2)
        entries(console, [((about,), said) for about, said in map(words.choice, account.choices)])
    if account.unplaced is not None or account.remedies:
        lines(console, f"{words.say('explain.remedies')}:", indent=2)
        points(console, [words.remedy(r) for r in account.remedies] or [words.say("remedy.none")])


def _print_position(account: PositionAccount, words: Words, console: Console) -> None:
    about = ", ".join(filter(None, (words.place(account.position_id), account.period_id)))
    entries(console, [((about,), " ".join(words.position(account)))])
