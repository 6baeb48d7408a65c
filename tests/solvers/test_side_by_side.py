"""OR-Tools and HiGHS can be loaded into one process, in either order."""

import subprocess
import sys
from itertools import permutations

import pytest

LIBRARIES = ("from ortools.graph.python import min_cost_flow", "import highspy; highspy.Highs()")


@pytest.mark.parametrize("order", list(permutations(LIBRARIES)))
def test_both_solvers_load_in_one_process_and_print_nothing(order: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", "\n".join(order)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
