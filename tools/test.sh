#!/bin/sh
# The whole check of the tree: format, lint, types, import contracts, tests, coverage. Stops at the first failure.
set -eu
sh "$(dirname "$0")/machine.sh"
ruff format --check .
ruff check .
mypy
lint-imports --no-cache
rm -f .coverage .coverage.*
pytest -n 2 --cov --cov-report=
# Coverage does not see compiled code: the kernels' tests run once more with the kernels as plain Python.
NUMBA_DISABLE_JIT=1 pytest -n 2 tests/kernels --cov --cov-append --cov-report=
coverage report --fail-under=95
coverage report --include='matcher/judge/*,matcher/rules/*' --fail-under=100
