"""Why this place and why not that one: each sentence says what is so in the round."""

import re
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

import pytest

from matcher.matching import Matching, Place
from matcher.needs import Need
from matcher.policy import Level, LevelName, Mechanism
from matcher.report.letters.chances import chances
from matcher.report.letters.students import student_letters
from matcher.report.letters.wishes import wished
from matcher.report.wording import CONDITIONS
from matcher.rounds import Period, Preference, Round
from matcher.rules import RULES
from matcher.text import Lang, letters, say
from tests.report.letters.small import MATCHING, POLICY, ROUND, case, facts


def letter(applicant_id: str, lang: Lang = "ru", round_: Round = ROUND, matching: Matching = MATCHING) -> Any:
    return dict(student_letters(facts(lang, round_, matching)))[applicant_id]


def without(applicant_id: str) -> Matching:
    return Matching(tuple(p for p in MATCHING.places if p.applicant_id != applicant_id))


def place_of(applicant_id: str) -> Place:
    return next(p for p in MATCHING.places if p.applicant_id == applicant_id)


def test_a_full_wish_names_its_seats() -> None:
    better = letter("С-02")["places"][0]["better"]
    assert "там было 1 место" in better[0]
    assert "его получил другой человек" in better[0]


def test_a_forbidden_wish_names_the_rule() -> None:
    assert "с другой специальностью" in letter("С-02")["places"][0]["better"][1]
    assert "нет 18 лет" in letter("С-03")["places"][0]["better"][0]


def test_a_free_seat_that_a_condition_keeps_names_the_condition() -> None:
    missed = wished(case(), place_of("С-09")).missed[0]
    assert (missed.position_id, missed.obstacle.kind, missed.obstacle.code) == ("М-6", "kept", "host-capacity")
    assert "больше людей предприятие" in letter("С-09")["places"][0]["better"][0]


def test_a_free_seat_that_would_be_better_for_all_is_no_trade() -> None:
    lone = Matching((Place("С-01", "ПП", "М-3"),))
    assert wished(case(ROUND, lone), lone.places[0]).missed[0].obstacle.kind == "open"
    assert "спросите" in letter("С-01", matching=lone)["places"][0]["better"][0]


def test_a_free_seat_that_an_earlier_level_forgoes_is_a_trade() -> None:

    near = replace(POLICY, objectives=(Level(LevelName.DISTANCE), *POLICY.objectives))
    people = tuple(replace(a, lat=54.0, lon=39.0) for a in ROUND.applicants)
    lone = Matching((Place("С-01", "ПП", "М-3"),))
    asked = wished(case(replace(ROUND, applicants=people, policy=near), lone), lone.places[0])
    assert asked.missed[0].obstacle.kind == "trade"


def test_wishes_for_a_host_are_one_wish() -> None:
    asked = wished(case(), place_of("С-06"))
    assert (asked.rank, asked.listed) == (None, 1)
    assert (asked.missed[0].host, asked.missed[0].position_id) == ("П-2", None)


def test_whom_a_lock_fixes_hears_of_no_other_reason() -> None:
    place = letter("С-06")["places"][0]
    assert "закреплено за Вами" in place["why"]
    assert place["better"] == []
    assert "целевой" not in str(place)


def test_a_place_off_the_list_is_said_to_be_so() -> None:
    moved = Matching((*without("С-01").places, Place("С-01", "ПП", "М-3")))
    wishes = tuple(p for p in ROUND.preferences if (p.applicant_id, p.position_id) != ("С-01", "М-3"))
    place = letter("С-01", round_=replace(ROUND, preferences=wishes), matching=moved)["places"][0]
    assert place["wish"] == say("letter.wish.none", "ru")
    assert place["why"] == say("letter.because.unlisted", "ru")


def test_nobody_is_told_of_wishes_that_were_not_asked_for() -> None:
    place = letter("С-01", round_=replace(ROUND, preferences=()))["places"][0]
    assert place["wish"] == ""
    assert place["why"] == say("letter.because.not-asked", "ru")


def test_long_lists_of_better_wishes_are_cut() -> None:
    wishes = tuple(Preference("С-04", f"М-{n}", rank=n) for n in (1, 2, 4, 5, 6))
    more = replace(
        ROUND,
        positions=(*ROUND.positions, replace(ROUND.positions[1], position_id="М-7")),
        preferences=(*wishes, Preference("С-04", "М-7", rank=7), Preference("С-04", "М-3", rank=9)),
    )
    better = letter("С-04", round_=more)["places"][0]["better"]
    assert len(better) == 6
    assert better[-1] == say("letter.choice.others", "ru")


@pytest.mark.parametrize(
    ("mechanism", "said"),
    [
        (Mechanism.SERIAL, "до Вашей очереди"),
        (Mechanism.APPLICANT_PROPOSING, "кого предприятие ставит выше"),
        (Mechanism.POSITION_PROPOSING, "кого предприятие ставит выше"),
    ],
)
def test_a_full_wish_is_explained_by_the_mechanism(mechanism: Mechanism, said: str) -> None:
    ruled = replace(ROUND, policy=replace(POLICY, mechanism=mechanism))
    assert said in letter("С-02", round_=ruled)["places"][0]["better"][0]


def test_who_lacks_a_certificate_hears_what_to_bring() -> None:
    gap = letter("С-05")["missing"][0]
    assert "по 01.05.2026" in gap["why"]
    assert gap["steps"][0] == say("letter.do.medical", "ru", ends_on="24.05.2026")


def test_who_never_had_a_certificate_hears_no_date() -> None:
    people = tuple(replace(a, medical_until=None) for a in ROUND.applicants)
    bare = Matching(tuple(p for p in MATCHING.places if p.applicant_id != "С-09"))
    assert (
        "справки о нём у колледжа нет"
        in letter("С-05", "ru", replace(ROUND, applicants=people), bare)["missing"][0]["why"]
    )


def test_a_full_market_is_called_full() -> None:
    assert "Подходящих Вам мест 3" in letter("С-07")["missing"][0]["why"]


def test_without_places_for_the_specialty_no_rule_is_blamed() -> None:
    people = tuple(replace(a, specialty="09.02.07") if a.applicant_id == "С-07" else a for a in ROUND.applicants)
    gap = letter("С-07", round_=replace(ROUND, applicants=people))["missing"][0]
    assert gap["why"] == say("letter.none.specialty", "ru")
    assert gap["steps"] == [say("letter.do.more", "ru")]


def test_chances_count_what_each_rule_forbids_alone() -> None:
    found = chances(case(), Need("С-08", "ПП"))
    assert found.fit == 2
    assert dict(found.forbidden) == {"distance": 1}
    assert dict(found.alone) == {"distance": 1}
    assert found.evidence["distance"]["max_km"] == 10.0


def test_one_letter_speaks_of_all_periods() -> None:
    second = Period("УП", None, (), date(2026, 6, 1), date(2026, 6, 20))
    found = letter("С-01", round_=replace(ROUND, periods=(*ROUND.periods, second)))
    assert (len(found["places"]), len(found["missing"])) == (1, 1)
    assert found["intro"] == say("letter.intro.part", "ru")


def test_without_dates_nothing_is_said_of_them() -> None:
    undated = replace(ROUND, periods=())
    places = Matching(tuple(replace(p, period_id="") for p in MATCHING.places))
    found = letter("С-01", round_=undated, matching=places)["places"][0]
    assert found["dates"] == ""
    assert say("letter.fact.dates", "ru") not in [fact["label"] for fact in found["facts"]]


def test_the_curator_is_asked_where_one_is_known() -> None:
    assert "Ветлугина О.С." in letter("С-01")["ask"]
    assert letter("С-03")["ask"] == say("letter.no-curator", "ru")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_rule_and_condition_has_plain_words(lang: Lang) -> None:

    catalogue = letters.RU if lang == "ru" else letters.EN
    assert [r.code for r in RULES if f"letter.rule.{r.code}" not in catalogue] == ["practice-exception"]
    assert [code for code in CONDITIONS if f"letter.condition.{code}" not in catalogue] == []


def test_both_languages_have_the_same_keys_and_values() -> None:
    def named(template: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(template) if name}

    assert letters.RU.keys() == letters.EN.keys()
    assert [k for k in letters.RU if named(letters.RU[k]) != named(letters.EN[k])] == []
    assert [k for k, text in letters.EN.items() if re.search("[а-яё]", text, re.IGNORECASE)] == []
