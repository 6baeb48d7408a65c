"""JSON files that praktika wrote: the data of one, or every problem with it."""

from pathlib import Path
from typing import Any

from matcher.errors import MatchingError
from matcher.files.encodings import read_text
from matcher.files.findings import Findings
from matcher.files.structured import read_json


def read_json_file(path: Path, code: str) -> Any:
    """Return the data of a JSON file. Raises MatchingError; ``code`` is that of a text that is no JSON."""
    findings = Findings()
    text = read_text(path, path.name, findings)
    entries = None if text is None else read_json(text, path.name, findings, code)
    if findings.problems:
        raise MatchingError(findings.problems)
    return entries
