"""Golden files: texts as people see them, but for spaces at line ends.

PRAKTIKA_WRITE_GOLDEN=1 writes them anew; read the difference before committing.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


def assert_golden(name: str, text: str) -> None:
    path = FOLDER / name
    text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    if os.environ.get("PRAKTIKA_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
