"""Conflicts of conditions on the whole matching, as sentences with names."""

import re
from dataclasses import replace

import pytest

from matcher.policy import Level, LevelName, Policy
from matcher.report import wording
from matcher.report.summary import summarise
from matcher.rounds import Applicant, Host, Opening, Position, Quota, Round
from matcher.solve import solve
from matcher.text import Lang
from tests.oracle.test_conflicts import contradictory

PLACED = Policy(objectives=(Level(LevelName.PLACED),))


def said(round_: Round, lang: Lang) -> list[str]:
    return wording.conflicts(summarise(round_, solve(round_)), lang)


def crowded() -> Round:
    """A position that must take two at a host with one seat."""
    position = Position("М-1", 2, host_id="П-1", title="Цех", minimum=2, opening=Opening.REQUIRED)
    host = Host("П-1", "АО «Завод»", capacity=1)
    return Round("r", tuple(Applicant(f"С-{n}") for n in range(3)), (position,), hosts=(host,), policy=PLACED)


def test_the_conditions_and_each_way_out_are_named_in_russian() -> None:
    (sentence,) = said(crowded(), "ru")
    assert sentence == (
        "Вместе невозможно: число мест на предприятии АО «Завод»; минимум группы на месте Цех (М-1). "
        "Достаточно одного из: добавить 1 место на предприятии АО «Завод»; "
        "снизить минимум группы на месте Цех (М-1) на 1."
    )


def test_the_conditions_and_each_way_out_are_named_in_english() -> None:
    (sentence,) = said(crowded(), "en")
    assert sentence.startswith("Impossible together: the seats of the host АО «Завод»; the minimum of Цех (М-1).")
    assert "One of these is enough:" in sentence


def test_a_single_way_out_is_not_called_one_of_several() -> None:
    quota = Quota("К", minimum=2)
    round_ = Round("r", (Applicant("С-1"),), (Position("М-1", 5),), quotas=(quota,), policy=PLACED)
    (sentence,) = said(round_, "ru")
    assert "Достаточно: снизить нижнюю границу квоты «К» на 1." in sentence


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ["feature", "stable"])
def test_every_conflict_is_a_whole_sentence(kind: str, lang: Lang) -> None:
    seen = 0
    for seed, quantities in contradictory(kind, 1):
        round_, policy = quantities.round, quantities.policy
        for sentence in wording.conflicts(summarise(round_, solve(round_, policy)), lang):
            assert sentence.endswith("."), seed
            assert not re.search(r"[{}]|None|  ", sentence), (seed, sentence)
            seen += 1
    assert seen


def test_without_a_way_out_only_the_conditions_are_named() -> None:
    (line,) = summarise(crowded(), solve(crowded())).conflicts
    assert wording.conflict(replace(line, ways=()), "en") == (
        "Impossible together: the seats of the host АО «Завод»; the minimum of Цех (М-1)."
    )
