# Everything a newcomer needs: `make run` and `make test`. On Debian only python3 and make must be there.
VENV := .venv
PY := $(VENV)/bin/python
UV_VERSION := 0.13.9
STAMP := $(VENV)/.ready
OUT := out/kireevsk-spring

.DEFAULT_GOAL := help
.PHONY: help setup run stop test chaos check format bench scenarios lock clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## make .venv with the locked libraries and compile the kernels once

$(STAMP): requirements.lock pyproject.toml tools/bootstrap.sh $(wildcard matcher/kernels/*.py)
	@sh tools/bootstrap.sh $(VENV) $(UV_VERSION)
	@touch $@

run: $(STAMP) ## solve the demo round, print the result, write the report; serve the page with the demo in it
	@$(VENV)/bin/praktika solve scenarios/kireevsk-spring --out $(OUT) --report --workbook
	@$(PY) tools/demo_service.py start

stop: ## end the page that `make run` started
	@[ ! -x $(PY) ] || $(PY) tools/demo_service.py stop

test: $(STAMP) ## lint, types, import contracts, all tests, coverage
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" sh tools/test.sh

check: test

chaos: $(STAMP) ## the long checks: everything killed as often as docs/reliability.md promises, models against a known truth (some hours)
	@sh tools/machine.sh
	@PRAKTIKA_CHAOS=1 $(VENV)/bin/pytest -n 0 -s tests/chaos tests/hostile tests/api/routes/test_fuzz.py
	@$(PY) -m benchmarks.known_truth

format: $(STAMP) ## format and mend what ruff can mend
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

bench: $(STAMP) ## speed beside the peers; writes dated CSVs into benchmarks/results/
	@$(PY) -m benchmarks.run
	@$(PY) -m benchmarks.openings
	@$(PY) -m benchmarks.residents

scenarios: $(STAMP) ## make the demo rounds again from their seed
	@$(PY) -m scenarios.generate

lock: $(STAMP) ## renew requirements.lock from pyproject.toml
	@$(VENV)/bin/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
	  --no-header --no-annotate --upgrade --quiet --output-file requirements.lock

clean: ## remove what was made
	rm -rf $(VENV) out .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
