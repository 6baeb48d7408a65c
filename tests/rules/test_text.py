import json
from string import Formatter

import numpy as np
import pytest

from matcher.policy import Policy
from matcher.rounds import AgreementKind, Lock, LockKind, Outcome, Pair, Preference, Priority, Shift
from matcher.rules import BY_CODE, RULES, RuleBook
from matcher.rules.columns import Ints
from matcher.text import Lang, catalogue, say
from tests.rules.small import DAY, a_round, agreement, applicant, born, position

LANGS: tuple[Lang, ...] = ("ru", "en")
FULL = a_round(
    born(
        15,
        specialty="15.01.05",
        restrictions=("инв.1", "не ночь"),
        medical_until=DAY,
        consent=False,
        max_km=5,
        needs_housing=True,
    ),
    applicant("eve", restrictions=("инв.2",), needs_housing=True),
    position(
        host_id="plant",
        specialties=("43.01.09",),
        shift=Shift.NIGHT,
        hazard_class="3.3",
        hours_week=60,
        hours_day=12,
        medical_required=True,
        housing_beds=0,
    ),
    position("lab", host_id="college", specialties=("15.01.05",)),
    agreement("k1", "other"),
    agreement("k2", "college", kind=AgreementKind.TARGET, applicant_id="ann"),
    preferences=(Preference("ann", "shop", veto=True),),
    priorities=(Priority("ann", "shop", veto=True),),
    pairs=(Pair("ann", "shop", km=12.4),),
    locks=(Lock("ann", "shop", LockKind.FORBIDDEN, "so decided"), Lock("ann", "lab", LockKind.ASSIGNED, "asked")),
    outcomes=(Outcome("ann", DAY, "contract", host_id="college", hired_on=DAY),),
)
"""A pair (ann, shop) that breaks nearly everything; eve's data are mostly empty cells."""


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return RuleBook(FULL, Policy(rules={r.code: True for r in RULES}))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", BY_CODE)
def test_every_rule_is_a_sentence_without_its_full_stop(code: str, lang: Lang) -> None:
    assert say(f"rule.{code}", lang)[-1] not in ".!?"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("need", [0, 1])
def test_evidence_fills_the_sentence_even_where_cells_are_empty(
    book: RuleBook, code: str, lang: Lang, need: int
) -> None:
    place = book.frame.place_index[next(p for p in book.frame.places if p.position_id == "shop")]
    if BY_CODE[code].excludes(book.frame, *_pair(need, place))[0]:
        evidence = BY_CODE[code].evidence(book.frame, need, place)
        assert json.loads(json.dumps(evidence)) == evidence
        text = say(f"rule.{code}.broken", lang, **evidence)
        assert text.endswith(".")
        assert "None" not in text
        assert "{" not in text


def _pair(need: int, place: int) -> tuple[Ints, Ints]:
    return np.array([need]), np.array([place])


def test_every_rule_but_a_few_is_broken_by_the_examples(book: RuleBook) -> None:
    found = {b.code for need in book.frame.needs for place in book.frame.places for b in book.breaches(need, place)}
    assert set(BY_CODE) - found == {"period", "unranked", "unlisted", "practice-exception"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["period", "unranked", "unlisted", "practice-exception"])
def test_the_few_have_evidence_that_fills_their_sentences_too(book: RuleBook, code: str, lang: Lang) -> None:
    assert say(f"rule.{code}.broken", lang, **BY_CODE[code].evidence(book.frame, 0, 0)).endswith(".")


@pytest.mark.parametrize("code", BY_CODE)
def test_both_languages_ask_for_the_same_values(code: str) -> None:
    ru, en = (_fields(catalogue(lang)[f"rule.{code}.broken"]) for lang in LANGS)
    assert ru == en


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_a_broken_rule_reads_as_plain_russian(book: RuleBook) -> None:
    found = {b.code: b.evidence for b in book.breaches(book.frame.needs[0], book.frame.places[1])}
    assert say("rule.minors-hazard.broken", "ru", **found["minors-hazard"]) == (
        "На 13.04.2026 участнику 15 лет, а место не для несовершеннолетних. Класс условий труда: 3.3; допуск до 18 "
        "лет: нет данных."
    )
    assert say("rule.distance.broken", "ru", **found["distance"]) == (
        "До места 12,4 км, участник готов ездить до 5 км; жилья и транспорта место не даёт."
    )
    assert say("rule.minors-shift.broken", "en", **found["minors-shift"]) == (
        "On 2026-04-13 the applicant is 15 years old; the position's shift: night."
    )
