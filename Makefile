# Sets up, builds, tests and opens Achterban on Linux and macOS. "make help" lists what there is.
# Windows, or conda anywhere: environment.yml says how.

VENV  = .venv
BIN   = $(VENV)/bin
PIP   = $(BIN)/python -m pip --disable-pip-version-check --quiet

# Worked out by tools/find-python.sh; to choose: make PYTHON=python3.12 course
PYTHON =
# Tests run on all cores, those of one file, and all of the browser's, one after another.
# To choose: make test PYTEST_ARGS="-x tests/roleplay"
PYTEST_ARGS = --numprocesses=logical --no-loadscope-reorder
# What "make lock" adds to the resolver's command: UPGRADE=--upgrade, or UPGRADE="--upgrade-package jupyterlab"
UPGRADE =

.DEFAULT_GOAL = help
.PHONY: help course test test-pythons demo lint format bench pictures lock clean distclean
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-21s%s\n", $$1, $$2 }'

course: $(VENV)/.course.stamp ## build the student's notebooks and open them in JupyterLab (LANGUAGE=nl or en)
	@$(BIN)/python -m tools.open_course $(if $(filter command line,$(origin LANGUAGE)),--language "$(LANGUAGE)")

test: $(VENV)/.dev.stamp ## set everything up and run every test, the browser's included
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m tools.postgres
	$(BIN)/python -m pytest $(PYTEST_ARGS)

test-pythons: ## run all tests but the browser's on each of Python 3.11, 3.12 and 3.13 that is here
	@sh tools/test-pythons.sh $(PYTHONS)

demo: $(VENV)/.course.stamp ## a whole class without people: play, hand in, grade, report; see build/demo
	@$(BIN)/autograder demo --to build/demo

lint: $(VENV)/.dev.stamp ## check code, types and content
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/course lint

format: $(VENV)/.dev.stamp ## put the code in its one format
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: $(VENV)/.dev.stamp ## run the benchmarks; the table goes to build/bench.md
	@$(BIN)/python -m benchmarks

pictures: $(VENV)/.dev.stamp ## take the pictures of the README anew
	@$(BIN)/python -m tests.browser.pictures

# One resolution for all systems and for Python 3.11 and newer, one version of a package wherever possible.
# The files of every system are hashed and no index address is written. Only maintainers need this.
LOCK = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
       --generate-hashes --no-header --no-annotate $(UPGRADE) \
       --constraints requirements/constraints.in pyproject.toml requirements/build.in

lock: ## renew requirements/*.txt from pyproject.toml (UPGRADE=--upgrade takes the newest of everything)
	@test -x build/lock/bin/uv || { python=$$(sh tools/find-python.sh $(PYTHON)) && "$$python" -m venv build/lock \
	    && build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv; }
	$(LOCK) --output-file requirements/course.txt >/dev/null
	$(LOCK) --extra dev --constraints requirements/course.txt --output-file requirements/dev.txt >/dev/null

clean: ## remove what was built and the caches; a student's work in build/course-* stays
	@sh tools/clean.sh

distclean: clean ## clean, and remove the virtual environment
	rm -rf $(VENV)

$(BIN)/python:
	@python=$$(sh tools/find-python.sh $(PYTHON)) && "$$python" -m venv $(VENV)

# The project itself is installed editable, by the locked build backend and without looking for anything elsewhere.
INSTALL_SELF = $(PIP) install --no-deps --no-build-isolation --no-index --editable .

$(VENV)/.course.stamp: requirements/course.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the course needs into $(VENV); the first time this takes a few minutes."
	@$(PIP) install --require-hashes --requirement requirements/course.txt
	@$(INSTALL_SELF)
	@touch $@

$(VENV)/.dev.stamp: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what development needs into $(VENV); the first time this takes a few minutes."
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(INSTALL_SELF)
	@touch $@ $(VENV)/.course.stamp
