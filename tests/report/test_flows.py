import json
from itertools import pairwise

import pytest

from matcher.matching import Matching, Place
from matcher.report import charts, flow_charts
from matcher.report.directory import Directory
from matcher.report.flows import MOST_HOSTS, Flow, Flows, Map, Travel, flows, town_map
from matcher.rounds import Applicant, Group, Host, Position, Round
from matcher.text import Lang

WELDERS, COOKS = "15.01.05", "43.01.09"


def many(n_hosts: int) -> tuple[Round, Matching]:
    """A round in which host ``h`` takes ``h + 1`` welders and the first host one cook more."""
    hosts = tuple(Host(f"h{h:02}", f"Завод {h:02}", "Тула", 54.2, 37.6) for h in range(n_hosts))
    positions = tuple(Position(f"p{h:02}", 99, f"h{h:02}") for h in range(n_hosts))
    welders = [(f"w{h:02}-{k:02}", f"p{h:02}") for h in range(n_hosts) for k in range(h + 1)]
    people = tuple(Applicant(key, group="СВ", locality="Липки", lat=54.0, lon=37.7) for key, _ in welders)
    cook = Applicant("cook", specialty=COOKS, locality="Тула", lat=54.2, lon=37.6)
    lone = Applicant("lone", locality="Нигде")
    round_ = Round("r", (*people, cook, lone), positions, groups=(Group("СВ", WELDERS),), hosts=hosts)
    places = (
        *(Place(key, "", position) for key, position in welders),
        Place("cook", "", "p00"),
        Place("lone", "", "p00"),
    )
    return round_, Matching(places)


def counted(n_hosts: int) -> Flows:
    round_, matching = many(n_hosts)
    return flows(round_, matching, Directory(round_))


def test_flows_count_specialties_by_host_the_largest_first() -> None:
    found = counted(3)
    assert found.specialties == ((WELDERS, 6), (COOKS, 1), ("—", 1))
    assert found.hosts == (("Завод 00", 3), ("Завод 02", 3), ("Завод 01", 2))
    assert Flow(COOKS, "Завод 00", 1) in found.flows
    assert sum(flow.n for flow in found.flows) == 8


def test_small_hosts_are_shown_together_and_nobody_is_lost() -> None:
    found = counted(MOST_HOSTS + 5)
    assert len(found.hosts) == MOST_HOSTS + 1
    assert found.hosts[-1][0] is None
    assert found.n_other_hosts == 5
    assert sum(n for _, n in found.hosts) == sum(flow.n for flow in found.flows)


def test_one_host_too_many_is_still_shown_by_itself() -> None:
    assert all(name is not None for name, _ in counted(MOST_HOSTS + 1).hosts)


def test_towns_count_who_lives_there_and_who_has_a_place_there() -> None:
    round_, matching = many(2)
    found = town_map(round_, matching, Directory(round_))
    assert [(t.name, t.live, t.placed) for t in found.towns] == [("Липки", 3, 0), ("Тула", 1, 5)]
    assert found.travels == (Travel("Липки", "Тула", 3), Travel("Тула", "Тула", 1))


def test_without_a_matching_nothing_flows() -> None:
    round_, _ = many(1)
    assert flows(round_, None, Directory(round_)).flows == ()
    assert town_map(round_, None, Directory(round_)).travels == ()


def test_bands_are_as_thick_as_people_are_many() -> None:
    bands = flow_charts.alluvial(counted(3), "ru")["layer"][0]["data"]["values"]
    thick = {row["band"]: round((row["y2"] - row["y"]) / flow_charts.UNIT) for row in bands}
    assert sorted(thick.values()) == [1, 1, 1, 2, 3]


def test_bands_of_a_host_stand_side_by_side() -> None:
    bands = flow_charts.alluvial(counted(3), "ru")["layer"][0]["data"]["values"]
    ends = sorted((row["y"], row["y2"]) for row in bands if row["x"] == 1.0)
    assert all(below >= above - 1e-9 for (_, above), (below, _) in pairwise(ends))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_pictures_of_flows_and_towns_are_drawn(lang: Lang) -> None:
    round_, matching = many(MOST_HOSTS + 5)
    directory = Directory(round_)
    drawn = charts.svg(flow_charts.alluvial(flows(round_, matching, directory), lang))
    assert drawn.startswith("<svg")
    assert "5" in drawn
    assert "Тула" in charts.svg(flow_charts.towns(town_map(round_, matching, directory), lang))
    assert charts.svg(flow_charts.towns(Map((), ()), lang)).startswith("<svg")


def test_labels_of_towns_do_not_lie_on_each_other() -> None:
    round_, matching = many(1)
    people = tuple(
        Applicant(f"a{k}", locality=f"Посёлок {k}", lat=54 + k % 4 / 1000, lon=37 + k // 4 / 1000) for k in range(16)
    )
    crowded = Round("r", (*people, *round_.applicants), round_.positions, hosts=round_.hosts)
    layers = flow_charts.towns(town_map(crowded, matching, Directory(crowded)), "ru")["layer"]
    boxes = [
        flow_charts._box(layer["mark"]["align"], row["x"], row["y"], flow_charts.LETTER * len(row["said"]))
        for layer in layers
        if layer["mark"]["type"] == "text" and "stroke" not in layer["mark"]
        for row in layer["data"]["values"]
    ]
    assert len(boxes) > 2
    assert not any(flow_charts._meet(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_no_persons_name_is_in_a_flow() -> None:
    round_, matching = many(2)
    drawn = json.dumps(flow_charts.alluvial(flows(round_, matching, Directory(round_)), "ru"), ensure_ascii=False)
    assert not any(a.applicant_id in drawn for a in round_.applicants)
