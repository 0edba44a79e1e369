# Two commands on a fresh machine with Python 3.11+: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
SYNAPSE := 1.163.2
export UV_COMPILE_BYTECODE = 1

.PHONY: run desk test check bench words readme picture card setup clean

run: setup ## play the exercise: a crisis desk at work, on this machine alone
	@$(BIN)/vigie drill

desk: setup ## run the desk that vigie.toml describes
	@$(BIN)/vigie run

test: setup .synapse/ready ## all tests; skips are listed by name with their reason
	$(BIN)/pytest -n 2 --dist loadfile

check: setup ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## every figure of the README, each by one command
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

words: setup ## bring the translation catalogues in step with the source
	$(BIN)/python tests/words.py

readme: setup ## bring the README's table of commands in step with the source
	$(BIN)/python tests/readme.py

picture: setup ## draw the README's picture from an exercise
	$(BIN)/python tests/picture.py

report: setup ## play the exercise and write its after-action report into docs/ (half a minute)
	@$(BIN)/vigie drill --auto --report docs/after-action.md | tail -1

card: setup .synapse/ready ## write docs/approval-card.md: the card as each platform got it
	@PYTHONPATH=. $(BIN)/python tests/card.py

setup: .venv/ready

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vigie needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --frozen --inexact --quiet
	@touch $@

# A Matrix homeserver for the tests, in an environment of its own: it pins what it needs. Where it
# cannot be had the tests that need it are skipped, and say so.
.synapse/ready: | setup
	@$(BIN)/uv venv --quiet --allow-existing .synapse \
	&& $(BIN)/uv pip install --quiet --python .synapse/bin/python matrix-synapse==$(SYNAPSE) \
	&& touch $@ || echo "matrix-synapse could not be installed: what needs it will be skipped"

clean:
	rm -rf .venv .synapse .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
