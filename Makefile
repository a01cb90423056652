# Everything a developer runs. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
ARGS ?=
BIN := .venv/bin
# The public site is a process of its own, also for Django's commands.
SITE := DJANGO_SETTINGS_MODULE=alongside.config.settings.site_developer

ASSET_SOURCES := $(shell find src/alongside/ui/styles -type f 2>/dev/null)
STYLES := src/alongside/ui/static/ui/built/alongside.css
CATALOGUES := $(patsubst %.po,%.mo,$(shell find src -path '*/locale/*' -name '*.po' 2>/dev/null))

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: .venv/.run $(STYLES) $(CATALOGUES) ## Set everything up and serve an invented alliance (PORT=8000)
	@scripts/pango.sh || echo "  going on without PDFs; everything else works"
	@echo "[4/4] The demo world"
	@exec $(BIN)/alongside demo --port $(PORT)

.PHONY: test
test: .venv/.dev $(STYLES) $(CATALOGUES) ## Run all tests: rules, both databases, browser (ARGS="-k close")
	@scripts/chromium.sh
	@scripts/pyxform_forms.sh
	@scripts/pango.sh
	@scripts/test.sh $(ARGS)

.PHONY: check
check: format-check lint types contracts migrations-check templates test ## Run every check

.PHONY: format
format: .venv/.dev ## Rewrite the source in the agreed format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: format-check
format-check: .venv/.dev ## See whether the source is in the agreed format
	$(BIN)/ruff format --check .

.PHONY: lint
lint: .venv/.dev ## Look for mistakes
	$(BIN)/ruff check .

.PHONY: types
types: .venv/.dev ## Check the types
	$(BIN)/mypy

.PHONY: contracts
contracts: .venv/.dev ## Check who imports whom
	$(BIN)/lint-imports

.PHONY: migrations
migrations: .venv/.dev ## Write the migrations that changed tables need
	$(BIN)/python manage.py makemigrations
	$(BIN)/python manage.py create_max_migration_files --recreate
	$(SITE) $(BIN)/python manage.py makemigrations website
	$(SITE) $(BIN)/python manage.py create_max_migration_files --recreate

.PHONY: migrations-check
migrations-check: .venv/.dev ## See whether migrations agree with the tables and stand in one line
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(SITE) $(BIN)/python manage.py makemigrations website --check --dry-run

.PHONY: templates
templates: .venv/.dev ## Look for mistakes in templates
	$(BIN)/djlint src --lint --quiet

.PHONY: bench
bench: .venv/.dev $(STYLES) $(CATALOGUES) ## Measure against a plaintext twin and print the ratios
	$(BIN)/python -m benchmarks $(ARGS)

.PHONY: lighthouse
lighthouse: .venv/.dev ## Ask Lighthouse about pages of a running site (ARGS="http://127.0.0.1:8000 /en/")
	@scripts/lighthouse.sh $(ARGS)

.PHONY: messages
messages: .venv/.dev ## Collect the texts for translation, and compile the translations
	scripts/gettext.sh
	mkdir -p src/alongside/locale
	cd src/alongside && $(CURDIR)/$(BIN)/django-admin makemessages \
	  --locale es --locale bn --no-obsolete --no-wrap --add-location file --verbosity 0
	@# The day of collecting would make every run a change.
	find src -name '*.po' -exec sed -i '/^"POT-Creation-Date:/d' {} +
	$(BIN)/python scripts/catalogues.py

.PHONY: lock
lock: ## Pin the packages anew (ARGS=--upgrade takes newer ones)
	@scripts/environment.sh tools
	scripts/lock.sh $(ARGS)

.PHONY: build
build: .venv/.dev $(STYLES) $(CATALOGUES) ## Build the installable package into dist/
	rm -rf build dist
	.tools/bin/uv build --wheel --no-build-isolation --python $(BIN)/python --out-dir dist --quiet
	ls -l dist

.PHONY: clean
clean: ## Remove all that make made, but never a node's data
	rm -rf .venv .tools node_modules build dist src/*.egg-info \
	  .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis \
	  src/alongside/ui/static/ui/built
	find src -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What has been set up, and from what. A mark lies inside what it speaks of, so that both go together.
LOCKS := requirements-build.lock requirements-uv.lock pyproject.toml setup.py scripts/environment.sh

.venv/.run: requirements.lock $(LOCKS)
	@echo "[1/4] Python packages"
	@scripts/environment.sh run
	@touch $@

.venv/.dev: requirements-dev.lock $(LOCKS)
	@echo "Python packages, with the developers' tools"
	@scripts/environment.sh dev
	@touch .venv/.run $@

node_modules/.done: package.json package-lock.json
	@echo "[2/4] Design system and its compiler"
	@scripts/node.sh
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STYLES): node_modules/.done $(ASSET_SOURCES)
	@echo "[3/4] Styles, icons and scripts"
	@npm run build --silent
	@touch $@

%.mo: %.po scripts/catalogues.py | .venv/.run
	@$(BIN)/python scripts/catalogues.py $<
