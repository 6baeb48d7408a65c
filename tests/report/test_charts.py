import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from matcher.report import charts
from matcher.report.summary import Summary
from matcher.text import Lang
from tests.report.small import ROUND, hostile, summary


def test_rank_bars_carry_counts_and_shares() -> None:
    rows = charts.rank_profile(summary(), "ru")["data"]["values"]
    assert [(r["name"], r["value"], r["said"]) for r in rows] == [
        ("1-й приоритет", 3, "3 (75 %)"),
        ("2-й приоритет", 0, "0 (0 %)"),
        ("без приоритета", 1, "1 (25 %)"),
    ]


def test_host_bars_show_taken_of_offered_the_largest_first() -> None:
    rows = charts.host_fill(summary(), "en")["data"]["values"]
    assert [(r["name"], r["taken"], r["capacity"], r["said"]) for r in rows] == [
        ("АО «Завод»", 3, 3, "3 of 3"),
        ("ООО «Ремонт»", 1, 1, "1 of 1"),
        ("П-3", 0, 1, "0 of 1"),
    ]


def test_hosts_of_one_name_keep_bars_of_their_own() -> None:
    hosts = tuple(replace(h, name="АО «Завод»") for h in ROUND.hosts)
    rows = charts.host_fill(summary(replace(ROUND, hosts=hosts)), "ru")["data"]["values"]
    assert len({r["name"] for r in rows}) == 3


@pytest.mark.parametrize("chart", [charts.rank_profile, charts.host_fill])
def test_no_persons_name_is_in_a_chart(chart: Callable[[Summary, Lang], charts.Spec]) -> None:
    made = summary()
    drawn = json.dumps(chart(made, "ru"), ensure_ascii=False)
    people = [k.person for k in made.placements] + [k.person for k in made.unplaced]
    assert not any(p.applicant_id in drawn or (p.name and p.name in drawn) for p in people)


def test_pictures_escape_hostile_names() -> None:
    picture = charts.svg(charts.host_fill(hostile(), "ru"))
    assert picture.startswith("<svg")
    assert "<script" not in picture


def test_the_same_spec_gives_the_same_picture() -> None:
    assert charts.svg(charts.host_fill(summary(), "ru")) == charts.svg(charts.host_fill(summary(), "ru"))
