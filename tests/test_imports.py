"""The one direction of imports, and that its check can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import matcher

ROOT = Path(__file__).parents[1]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_go_one_way() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("judge/bounds.py", "import matcher.solvers.face", "The judge shares no code with the solvers"),
        ("rounds.py", "import numpy", "The domain knows no arrays, files or solvers"),
        ("rules/__init__.py", "import matcher.solve", "Imports go one way through the rooms of matcher"),
        ("solve.py", "import api", "matcher never imports the service"),
    ],
)
def test_a_planted_import_violation_is_caught(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for name in ("matcher", "api"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "matcher" / module
    planted.write_text(f"{planted.read_text('utf-8')}\n{line}\n", "utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout


def test_a_name_that_the_package_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        matcher.frobnicate  # noqa: B018  # looking it up is the test
