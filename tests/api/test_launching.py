"""Launching: what tests start is theirs under its own process id, and ends with them."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from tests.api.installation import is_alive
from tests.api.launching import launched
from tests.api.postgres import wait_until

ROOT = Path(__file__).parents[2]
PARENT = """
import sys
from pathlib import Path
from tests.api.launching import launched
print(launched(["sleep", "60"], sys.stderr.buffer, cwd=Path("/")).pid, flush=True)
sys.stdin.read()
"""


def test_the_program_has_the_id_that_its_parent_was_told(tmp_path: Path) -> None:
    with TemporaryFile() as out:
        process = launched([sys.executable, "-c", "import os; print(os.getpid())"], out, cwd=tmp_path)
        assert process.wait(10) == 0
        out.seek(0)
        assert int(out.read()) == process.pid


def test_it_is_killed_with_its_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        wait_until(lambda: Path(f"/proc/{pid}/comm").read_text() == "sleep\n")
        parent.kill()
    wait_until(lambda: not is_alive(pid))
