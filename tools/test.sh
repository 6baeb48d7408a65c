#!/bin/sh
# The whole check of the tree: format, lint, types, import contracts, tests, coverage. Stops at the first failure.
set -eu
ruff format --check .
ruff check .
mypy
lint-imports --no-cache
rm -f .coverage .coverage.*
pytest -n 2 --cov --cov-report=
# Compiled code is invisible to coverage: the kernels' tests run once more as plain Python.
NUMBA_DISABLE_JIT=1 pytest tests/kernels -n 2 --cov --cov-report=
coverage combine --quiet 2>/dev/null || true
coverage report --fail-under=95 --skip-covered
coverage report --include='matcher/judge/*,matcher/rules/*' --fail-under=100
