"""The fairness audit as people and machines read it."""

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from rich.console import Console

from matcher.cli import Exit, run
from matcher.explain.fairness import audit
from matcher.explain.gaming import Search, search_round
from matcher.policy import Mechanism
from matcher.report import fairness_words
from matcher.report.fairness_screen import fairness_as_mapping, print_fairness, said_of_searches
from matcher.report.html import render
from matcher.rounds import Quota
from matcher.text import Lang, fairness, say
from tests.cli.test_cli import TINY
from tests.explain.test_fairness import ROUND, case
from tests.explain.test_gaming import ROTH
from tests.report.golden import assert_golden
from tests.report.small import summary
from tests.report.test_html import read

LANGS: tuple[Lang, ...] = ("ru", "en")


def screen(lang: Lang, searches: tuple[Search, ...] = (), **changes: Any) -> str:
    target, own = StringIO(), case(replace(ROUND, **changes))
    print_fairness(own, audit(own), searches, Console(file=target, width=120, color_system=None), lang)
    return target.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_the_screen_reads_as_in_the_golden_file(lang: Lang) -> None:
    assert_golden(f"fairness.{lang}.txt", screen(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_every_mechanism_says_what_untruth_can_gain(lang: Lang) -> None:
    for mechanism in Mechanism:
        said = screen(lang, policy=replace(ROUND.policy, mechanism=mechanism))
        assert " ".join(say(f"fairness.truth.{mechanism}", lang).split()) in " ".join(said.split())


def test_without_wishes_nothing_is_said_of_ranks() -> None:
    found = audit(case(replace(ROUND, preferences=())))
    assert say("fairness.column.rank", "ru") not in fairness_words.headings(found, "ru")
    assert {len(line) for _, lines in fairness_words.tables(found, "ru") for line in lines} == {5}
    assert "написать неправду негде" in screen("ru", preferences=())


def test_the_reader_is_told_whether_sex_counts() -> None:
    assert say("fairness.sex.audit", "ru") in fairness_words.notes(audit(case()), "ru")
    quota = replace(ROUND, quotas=(Quota("q", applicants="sex=Ж", maximum=6),))
    assert say("fairness.sex.counts", "ru") in fairness_words.notes(audit(case(quota)), "ru")


def test_small_classes_stand_without_per_cent() -> None:
    by_group = dict(fairness_words.tables(audit(case()), "ru"))["Группа"]
    assert by_group[0][1:5] == ["5", "4 (80 %)", "3 (60 %)", "1,2"]
    assert by_group[1] == ["g2", "2", "2", "1", "—", "—", "2", "—"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_holds_the_tables_folded(lang: Lang) -> None:
    page = render(summary(), lang, audit(case()))
    reader = read(page)
    assert say("fairness.heading", lang) in "".join(reader.text)
    section = page[page.index('id="fairness"') :]
    assert section.index("<details>") < section.index("<table")
    assert 'id="fairness"' not in render(summary(), lang)


def test_a_name_of_a_class_is_no_markup() -> None:
    evil = tuple(replace(a, group="<script>x</script>") if a.group == "g2" else a for a in ROUND.applicants)
    assert render(summary(), "ru", audit(case(replace(ROUND, applicants=evil)))).count("<script>") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_gain_is_told_with_its_list(lang: Lang) -> None:
    own = case(ROTH)
    (_, gain, *_) = said_of_searches(own, search_round(ROTH, ROTH.policy), lang)
    assert gain.startswith("a")
    assert say("fairness.gain.rest", lang) in gain


def test_a_search_without_gain_says_so_and_whether_it_was_whole() -> None:
    own = case(ROTH)
    assert said_of_searches(own, (), "ru") == []
    assert said_of_searches(own, (Search("a", 3, whole=True),), "ru")[-1] == say("fairness.search.none", "ru")
    assert said_of_searches(own, (Search("a", 3, whole=False),), "ru")[-1] == say("fairness.search.part", "ru")


def test_the_data_tell_small_classes_without_means() -> None:
    data: Any = json.loads(json.dumps(fairness_as_mapping(case(), audit(case()), search_round(ROTH, ROTH.policy))))
    assert (data["version"], data["mechanism"], data["truth_is_best"], data["sex_decides"]) == (
        1,
        "optimal",
        False,
        False,
    )
    one, two = (c for c in data["classes"] if c["attribute"] == "group")
    assert (one["placed_share"], one["mean_rank"], one["best_placed"], one["best_mean_rank"]) == (0.8, 1.25, 5, 1.2)
    assert two["small"]
    assert (two["placed"], two["placed_share"], two["mean_rank"]) == (2, None, None)
    assert data["searches"][0]["gain"]["listed"] == ["p"]


def test_the_verb_prints_a_screen_or_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["solve", str(TINY), "--out", str(tmp_path)])
    capsys.readouterr()
    assert run(["fairness", str(TINY), str(tmp_path), "--lang", "en"]) == Exit.DONE
    assert "Fairness" in capsys.readouterr().out
    assert run(["fairness", str(TINY), str(tmp_path), "--json"]) == Exit.DONE
    data = json.loads(capsys.readouterr().out)
    assert [s["applicant_id"] for s in data["searches"]] == ["anna", "boris", "gleb", "vera"]
    assert any(s["gain"] for s in data["searches"])


def test_both_languages_have_the_same_keys_and_values() -> None:
    def named(template: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(template) if name}

    assert fairness.RU.keys() == fairness.EN.keys()
    assert [k for k in fairness.RU if named(fairness.RU[k]) != named(fairness.EN[k])] == []
    assert [k for k, text in fairness.EN.items() if re.search("[а-яё]", text, re.IGNORECASE)] == []
