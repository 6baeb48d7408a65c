#!/bin/sh
# The whole check of the tree: format, lint, types, import contracts, tests, coverage. Stops at the first failure.
set -eu
ruff format --check .
ruff check .
mypy
lint-imports --no-cache
rm -f .coverage .coverage.*
pytest -n 2 --cov --cov-report=
coverage report --fail-under=95
