# make demo | test | setup | lint | benchmark [WORD ...] | lock
# Needs python3 (3.11 or newer, with venv) and make; uv is used for speed when it is on the path.

PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
INSTALL = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --no-build-isolation --require-hashes
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes
endif

.PHONY: setup setup-dev setup-peers demo test lint benchmark lock
.DEFAULT_GOAL := setup

# The stamp is a copy of the lock file that was installed: when they are equal there is nothing to do.
setup: .venv/bin/python
	@cmp -s requirements/base.txt .venv/base.lock || { \
	  echo "Installing the locked packages into .venv ..." && \
	  $(INSTALL) -r requirements/build.txt && $(INSTALL) -r requirements/base.txt && \
	  cp requirements/base.txt .venv/base.lock; }

setup-dev: .venv/bin/python
	@cmp -s requirements/dev.txt .venv/dev.lock || { \
	  echo "Installing the locked packages for development into .venv ..." && \
	  $(INSTALL) -r requirements/build.txt && $(INSTALL) -r requirements/dev.txt && \
	  cp requirements/base.txt .venv/base.lock && cp requirements/dev.txt .venv/dev.lock; }

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Tlumach needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python has no venv. On Debian and Ubuntu install: python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

demo: setup
	@$(BIN)/scrapy demo

test: setup-dev
	@$(BIN)/python -m pytest

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# What the benchmarks compare with: libraries that nothing else here needs.
setup-peers: setup-dev
	@cmp -s requirements/peers.txt .venv/peers.lock || { \
	  $(INSTALL) -r requirements/peers.txt && cp requirements/peers.txt .venv/peers.lock; }

# `make benchmark extraction` runs the reports whose names hold the word; all without one.
WORDS = $(filter-out benchmark,$(MAKECMDGOALS))
benchmark: setup-peers
	@$(BIN)/python -m tests.benchmarks $(WORDS)
ifeq (benchmark,$(firstword $(MAKECMDGOALS)))
.PHONY: $(WORDS)
$(WORDS):
	@:
endif

# Needs uv on the path; every lock is made from pyproject.toml, with hashes and without index lines.
LOCK = uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11
lock:
	$(LOCK) pyproject.toml --extra dev --extra postgres -o requirements/dev.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt -o requirements/base.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt --extra postgres -o requirements/postgres.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt --extra parquet -o requirements/parquet.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt --extra generic -o requirements/generic.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt --extra generic --extra peers -o requirements/peers.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt --extra neural -o requirements/neural.txt
	echo 'setuptools' | $(LOCK) - -o requirements/build.txt
