import re
from dataclasses import replace
from inspect import getsource
from string import Formatter

import pytest

from matcher.features import FEATURES
from matcher.matching import LevelResult
from matcher.policy import LevelName, Measure, Mechanism
from matcher.report import wording
from matcher.report.persons import Person
from matcher.report.unplaced import Cause, UnplacedLine
from matcher.rounds import Kind
from matcher.rules import RULES
from matcher.text import Lang, number, results, say
from tests.report.small import INFEASIBLE, POLICY, RESULT, summary

LANGS: tuple[Lang, ...] = ("ru", "en")


def line(cause: Cause) -> UnplacedLine:
    return UnplacedLine(Person("a", None, None, "", None, None), cause)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_have_the_same_keys_and_values() -> None:
    assert results.RU.keys() == results.EN.keys()
    assert [k for k in results.RU if fields(results.RU[k]) != fields(results.EN[k])] == []


def test_english_sentences_hold_no_cyrillic() -> None:
    assert [k for k, text in results.EN.items() if re.search("[а-яё]", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_level_has_a_name_and_a_value(lang: Lang) -> None:
    for name in LevelName:
        for measure in Measure if name == LevelName.PREFERENCE else (None,):
            assert wording.level_name(name, measure, lang) != name
            assert wording.level_value(name, measure, 3, lang)
            assert wording.level_value(name, measure, (2, 0, 1), lang)


def test_a_level_nobody_knows_keeps_its_own_name() -> None:
    assert wording.level_name("joy", None, "ru") == "joy"
    assert wording.level_value("joy", None, 1.5, "ru") == "1,5"
    assert wording.level_value("preference", "generous", (), "ru") == "ничего"


def test_ranks_that_nobody_has_are_left_out_of_a_profile() -> None:
    everyone_ranked = wording.level_value("preference", "generous", (2, 0, 1, 0), "en")
    assert everyone_ranked == ", ".join(say("value.rank", "en", rank=k, n=n) for k, n in ((1, 2), (3, 1)))


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_mechanism_and_rule_has_words(lang: Lang) -> None:
    for kind in Kind:
        assert say(f"people.of.{kind}", lang, n=5)
        assert say(f"people.{kind}", lang, n=5)
    for mechanism in Mechanism:
        assert say(f"mechanism.{mechanism}", lang)
    for rule in RULES:
        assert wording.rule_name(rule.code, lang) != rule.code


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        (1, "из 1 студента"),
        (2, "из 2 студентов"),
        (21, "из 21 студента"),
        (25, "из 25 студентов"),
        (111, "из 111 студентов"),
    ],
)
def test_the_headline_agrees_in_number(needs: int, said: str) -> None:
    made = replace(summary(), needs=needs, placed=1)
    assert wording.headline(made, "ru") == f"Распределено 1 {said}"


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (LevelResult("placed", 3, 3, proved=True, certified=True), "больше невозможно: доказано и проверяемо"),
        (LevelResult("cost", 3.0, 3.0, proved=True, certified=True), "меньше невозможно: доказано и проверяемо"),
        (LevelResult("tier", (1,), (1,), proved=True, certified=False), "лучше невозможно: доказано программой"),
        (LevelResult("placed", 3, 5, proved=False, certified=False), "доказано лишь, что не больше: 5 человек"),
        (LevelResult("changes", 3, 1, proved=False, certified=False), "доказано лишь, что не меньше: 1 изменение"),
        (LevelResult("distance", 3.0, None, proved=False, certified=False), "не доказано, что лучше нельзя"),
    ],
)
def test_the_proof_is_said_in_plain_words(level: LevelResult, said: str) -> None:
    assert wording.proof(level, "ru") == said


def test_a_later_level_is_proved_given_the_earlier_ones() -> None:
    level = LevelResult("distance", 3.0, 3.0, proved=True, certified=True)
    assert wording.proof(level, "en", first=False).endswith("(given what the levels above attain)")


@pytest.mark.parametrize(
    ("n", "taken", "said"),
    [
        (1, 1, "Подходит 1 место, но там уже другие (1 человек): М."),
        (3, 22, "Подходят 3 места, но там уже другие (22 человека): М и другие."),
        (5, 0, "Подходит 5 мест, но порядок уровней никого туда больше не направляет: М и другие."),
    ],
)
def test_competition_names_the_places_and_agrees_in_number(n: int, taken: int, said: str) -> None:
    assert wording.reason(line(Cause("competition", n=n, taken=taken, positions=("М",))), "ru") == said


def test_conditions_that_keep_seats_empty_are_named() -> None:
    cause = Cause("condition", n=3, taken=4, free=1, conditions=("mentor", "quota"), positions=("М",))
    assert wording.reason(line(cause), "ru") == (
        "Подходят 3 места, свободные есть (1), но занять их не дают условия: число наставников, квота. "
        "Места: М и другие."
    )


def test_a_level_put_first_is_given_as_the_reason_of_an_empty_seat() -> None:
    said = wording.reason(line(Cause("level-trade", n=1, free=1, positions=("М",))), "en")
    assert said.startswith("1 position is eligible, 1 with free seats, but a level that the policy puts first")


@pytest.mark.parametrize("lang", LANGS)
def test_every_condition_the_judge_knows_has_a_name(lang: Lang) -> None:
    for code in wording.CONDITIONS:
        assert wording.condition(code, lang) == say(f"condition.{code}", lang)


def test_a_proof_by_the_solver_alone_is_not_called_checkable() -> None:
    levels = (LevelResult("placed", 3, 3, proved=True, certified=False),)
    assert wording.proof_words(levels, "ru") == [say("proof.solver", "ru")]
    assert "проверяемо" not in wording.proof(levels[0], "ru")


def test_an_infeasible_result_without_named_conflicts_says_where_to_look() -> None:
    made = summary(result=replace(INFEASIBLE, conflict=()))
    assert wording.conflicts(made, "ru") == [say("conflict.unnamed", "ru")]


def test_a_person_with_nowhere_to_go_is_told_the_rule_besides_the_specialty() -> None:
    said = wording.reason(line(Cause("no-eligible-place", rules=(("specialty", 140), ("medical", 12)))), "ru")
    assert said.startswith("Некуда направить. Не по специальности мест: 140. Кроме того, не выполнено: «Медосмотр")
    assert said.endswith("(мест: 12).")


def test_nowhere_to_go_without_any_rule_is_short() -> None:
    assert wording.reason(line(Cause("no-eligible-place")), "en") == "Nowhere to go."


def test_a_reason_of_a_later_version_is_shown_by_its_code() -> None:
    assert wording.reason(line(Cause("moon-phase")), "ru") == "Причина: moon-phase."


@pytest.mark.parametrize("lang", LANGS)
def test_every_conflict_is_a_sentence_with_its_numbers(lang: Lang) -> None:
    pair, place, host = (wording.conflict(c, lang) for c in summary(result=INFEASIBLE).conflicts)
    assert "Ёлкин Пётр (С-01)" in pair
    assert "целевой договор" in pair
    assert "3" in place
    assert "Сварочный участок (М-1)" in place
    assert "АО «Завод»" in host
    assert "4" in host


def test_a_conflict_of_unknown_rules_lists_them() -> None:
    found = replace(summary(result=INFEASIBLE).conflicts[0], rules=("minimum", "capacity"))
    assert wording.conflict(found, "ru") == "Противоречат друг другу: минимум группы, число мест."


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, "33 %"), (399, 400, "99 %"), (5, 5, "100 %"), (0, 0, "0 %")]
)
def test_a_share_short_of_all_is_never_a_hundred(part: int, whole: int, said: str) -> None:
    assert wording.percent(part, whole, "ru") == said


@pytest.mark.parametrize(
    ("value", "digits", "said"), [(12345.5, 2, "12\N{NO-BREAK SPACE}345,5"), (7.0, 2, "7"), (10.0, 0, "10")]
)
def test_numbers_lose_no_zeros_but_those_behind_the_mark(value: float, digits: int, said: str) -> None:
    assert number(value, "ru", digits) == said


@pytest.mark.parametrize("lang", LANGS)
def test_every_method_and_every_reason_for_it_has_words(lang: Lang) -> None:
    features = {code for find in FEATURES for code in re.findall(r'yield "([a-z-]+)"', getsource(find))}
    assert len(features) > 14
    for code in (*features, "alone", "shared-capacity", "mechanism", "only-minimums", "locks-clash"):
        assert say(f"why.{code}", lang)
    for solver in (*(m for m in Mechanism if m != Mechanism.OPTIMAL), "assignment", "min-cost-flow", "none"):
        assert say(f"method.{solver}", lang)
    for solver in ("integer-program", "openings"):
        assert say(f"method.{solver}", lang)


def test_a_method_without_words_stands_for_itself_and_none_at_all_is_passed_over() -> None:
    facts = {"policy": POLICY, "solver": "moonlight", "why": "full-moon, minimum"}
    named = wording.method(summary(result=replace(RESULT, facts=facts)), "en")
    assert named == "Found by: moonlight. Why so: full-moon; there are minimums."
    assert wording.method(summary(result=replace(RESULT, facts={})), "ru") == ""


@pytest.mark.parametrize("lang", LANGS)
def test_the_part_of_a_proof_that_can_be_checked_is_named_beside_the_solvers_word(lang: Lang) -> None:
    level = LevelResult("cost", 100.0, 100.0, proved=True, certified=False, checkable=90.0)
    assert say("proof.checkable", lang, bound=wording.level_value("cost", None, 90.0, lang)) in wording.proof(
        level, lang
    )
