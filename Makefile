# Two commands are all a newcomer needs: make run, make test. Both make the environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATABASES ?= both
# Three at a time on two cores: one of them mostly waits, for a process to begin or a clock to pass.
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal

# Tests start many processes: what they import must be compiled once, and not by each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-faults mutate check audit bench setup learn lock format

run: setup
	DEMO=$${DEMO-$$($(BIN)/python -m bot.config demo)} $(BIN)/python -m bot run

# On SQLite all of it, on PostgreSQL what is about the database; DATABASES=postgresql: all of it there.
test: setup
	$(PYTEST) --database $(DATABASES) --long not

# The rest: what can go wrong outside, and processes that are killed again and again (docs/faults.md).
test-faults: setup
	$(PYTEST) --database $(DATABASES) --long only

# Changes the code in 2,700 small ways and looks which no test notices (docs/mutation.md); an hour or more. What is known
# is kept in .mutate and not tried again; PARTS=bot/deliver.py: only that file.
mutate: setup
	$(BIN)/python -m pip install --quiet --no-deps --upgrade --target .mutate mutmut==3.8.1 libcst==1.9.0
	PYTHONPATH=.:.mutate $(BIN)/python -m tests.mutation $(PARTS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/house
	$(BIN)/python -m tests.audit

# Known faults in the dependencies. Here one ends with status 1; `make check` only says so, for it is no change of ours.
audit: setup
	$(BIN)/python -m tests.audit --strict

bench: setup
	$(BIN)/python -m tests.benchmarks

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(READY)

$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

# Weights of the understanding, from locales/da/examples; run it after an example or a word has changed.
learn: setup
	$(BIN)/python -m bot.understanding.learn

# Needs uv. Run it to take in newer versions, then run the tests.
lock:
	(echo "# Exact versions and hashes of what looks for known faults in our dependencies. Made by 'make lock'."; \
	 echo pip-audit | uv pip compile -q - --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11) > requirements-audit.lock
	(echo "# Exact versions and hashes of what a running installation needs. Made by 'make lock'."; \
	 uv pip compile -q pyproject.toml --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11) > requirements.lock
	(echo "# The same and what the tests and checks need. Made by 'make lock'."; \
	 uv pip compile -q pyproject.toml --extra dev --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11) > requirements-dev.lock
