# Every target is one thing a person wants; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
T ?= tests

.PHONY: help setup demo day test check bench fresh fmt wheel

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/' | expand -t 14

setup: .venv/ready ## Make .venv with everything pinned, and terbit in it

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 is needed"'
	$(PYTHON) -m venv .venv 2>/dev/null || { deploy/debian.sh python3-venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch .venv/ready

demo: setup ## Watch an office work, on emulated printers (Ctrl-C ends it)
	$(BIN)/terbit demo $(if $(DIR),--dir "$(DIR)")

day: setup ## One office day by scripted clerks; prints one JSON object
	$(BIN)/terbit demo --once --dir "$$(mktemp -d)/terbit" --json

# libatomic1: the driver that steers Chromium links it, and a bare Debian lacks it.
# cups-ipp-utils has ippeveprinter, a real printer to print on; it does not start without a D-Bus.
# systemd has the tools that judge the units; it need not run.
test: setup ## Install what the tests need and run them all, a process per core (T=path for some)
	deploy/debian.sh chromium libatomic1 cups-ipp-utils dbus-daemon systemd
	deploy/promtool.sh $(BIN)
	deploy/kafka/fetch.sh .kafka
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(T)

check: setup ## The static gate: ruff, format, mypy, arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

bench: setup ## Measure each hot path beside its limit
	deploy/kafka/fetch.sh .kafka
	$(BIN)/python -m benchmarks.run

fresh: ## The two commands of the README in a clean Debian 12 (root, debootstrap)
	deploy/debian.sh debootstrap
	deploy/fresh.sh

fmt: setup ## Format and mend what can be mended
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

wheel: setup ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel
