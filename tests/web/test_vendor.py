import json
from hashlib import sha256
from pathlib import Path

import pytest

from api.web.pages import STATIC

HERE = Path(__file__).parent / "vendor"


@pytest.mark.parametrize("folder", [STATIC / "vendor", HERE], ids=["page", "tests"])
def test_what_was_taken_from_others_is_listed_unchanged_and_licensed(folder: Path) -> None:
    listed = json.loads((folder / "vendored.json").read_text("utf-8"))
    files = {name: digest for entry in listed for name, digest in entry["files"].items()}
    assert {p.name for p in folder.iterdir()} == files.keys() | {"vendored.json"}
    assert {name: sha256((folder / name).read_bytes()).hexdigest() for name in files} == files
    assert all(entry["licence_file"] in entry["files"] and entry["version"] in "".join(files) for entry in listed)
