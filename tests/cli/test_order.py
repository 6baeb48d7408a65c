"""praktika order: from a round and its result to the order as a document, or to its template."""

from pathlib import Path

import pytest
from docx import Document

from matcher.cli import Exit, run
from tests.cli.test_cli import TINY


@pytest.fixture
def result(tmp_path: Path) -> Path:
    assert run(["solve", str(TINY), "--out", str(tmp_path / "result")]) == Exit.DONE
    return tmp_path / "result"


def test_the_order_names_the_college_and_the_people(result: Path, tmp_path: Path) -> None:
    target = tmp_path / "order.docx"
    assert run(["order", str(TINY), str(result), "--out", str(target), "--college", "ГПОУ «Колледж»"]) == Exit.DONE
    document = Document(str(target))
    assert document.paragraphs[0].text == "ГПОУ «Колледж»"
    assert len(document.tables[0].rows) > 1


def test_the_template_is_written_on_demand_and_taken_back(result: Path, tmp_path: Path) -> None:
    own, target = tmp_path / "own.docx", tmp_path / "order.docx"
    assert run(["order", str(TINY), str(result), "--out", str(own), "--blank"]) == Exit.DONE
    assert "{{ send }}" in "".join(p.text for p in Document(str(own)).paragraphs)
    args = ["order", str(TINY), str(result), "--out", str(target), "--order-template", str(own)]
    assert run(args) == Exit.DONE
    assert "{{" not in "".join(p.text for p in Document(str(target)).paragraphs)
