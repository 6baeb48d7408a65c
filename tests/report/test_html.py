import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from matcher.matching import Matching, Place
from matcher.report.html import render, write_report
from matcher.rounds import Period
from matcher.text import Lang
from tests.report.small import INFEASIBLE, RESULT, ROUND, hostile, summary

Attributes = list[tuple[str, str | None]]
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(HTMLParser):
    """Collects tags and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_page_is_well_formed_and_says_its_language(lang: Lang) -> None:
    page = read(render(summary(), lang))
    assert dict(page.tags)["html"]["lang"] == lang
    assert [t for t, _ in page.tags].count("svg") == 2


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = render(summary(), "ru")
    reader = read(page)
    asking = [(t, a) for t, a in reader.tags if t in {"link", "img", "iframe", "object"} or "src" in a]
    assert asking == []
    addresses = set(re.findall(r"https?://[^\"' )<]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "@import" not in page
    assert "url(" not in page


def test_every_link_within_the_page_has_its_target() -> None:
    tags = read(render(summary(), "ru")).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    links = [a["href"] for t, a in tags if t == "a"]
    assert links
    assert {link.removeprefix("#") for link in links if link} <= set(ids)
    assert len(ids) == len(set(ids))


def test_hostile_names_stay_text() -> None:
    page = render(hostile(), "ru")
    reader = read(page)
    assert page.count("<script") == 1
    assert not any(attribute.startswith("on") for _, attributes in reader.tags for attribute in attributes)
    assert "{{7*7}}" in "".join(reader.text)


def test_the_same_summary_gives_the_same_page() -> None:
    assert render(summary(), "ru") == render(
        summary(result=replace(RESULT, facts={**RESULT.facts, "seconds": 9})), "ru"
    )


def test_the_page_names_people_places_reasons_and_proof() -> None:
    text = "".join(read(render(summary(), "ru")).text)
    for said in ("Ёлкин Пётр", "Сварочный участок", "Некуда направить.", "Как это доказано", "из 6", "6,5", "С-04"):
        assert said in text


def test_an_infeasible_result_shows_conflicts_and_no_figures() -> None:
    reader = read(render(summary(result=INFEASIBLE), "ru"))
    text = "".join(reader.text)
    assert "Закрепление вручную: Ёлкин Пётр (С-01)" in text
    assert "Распределение по группам" not in text
    assert "svg" not in [t for t, _ in reader.tags]


def test_several_periods_have_a_column_of_their_own() -> None:
    periods = tuple(
        Period(t, None, (group,), date(2026, month, 1), date(2026, month, 28))
        for t, group, month in (("П1", "СВ-24", 4), ("П2", "ТМ-23", 5))
    )
    matching = Matching((Place("С-01", "П1", "М-1"), Place("С-03", "П2", "М-2")))
    result = replace(RESULT, matching=matching, ranks=(1, 1), rank_profile=(2,), unranked=0, reasons=())
    text = "".join(read(render(summary(replace(ROUND, periods=periods), result), "ru")).text)
    assert "П2 01.05.2026 – 28.05.2026" in text
    assert "Занято 2 из 5 мест, считая каждый период" in text


def test_a_round_without_wishes_has_no_profile() -> None:
    page = render(replace(summary(), asked=False), "ru")
    assert "Таблицы пожеланий в раунде нет" in page
    assert "Приоритет</th>" not in page


def test_legal_basis_is_configuration_not_advice() -> None:
    page = render(replace(summary(), unverified_rules=("disability-hours",)), "ru")
    assert "не юридическая консультация" in page
    assert "Основание не проверено по источнику: «При инвалидности" in page


def test_writing_leaves_one_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    write_report(summary(), path, "ru")
    assert path.read_text("utf-8") == render(summary(), "ru")
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(OSError, match=r"report\.html"):
        write_report(summary(), tmp_path / "report.html", "ru")
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]
