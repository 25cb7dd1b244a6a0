# `make help` lists what can be made. Everything is installed into .venv, nothing outside it,
# except Debian's Chromium and a CJK font, which the browser tests and the pictures need, and HAProxy.

VENV ?= .venv
PORT ?= 8501
ADDRESS ?= 127.0.0.1
PROCESSES ?= $(shell nproc)
BASE ?=
DATA ?= $(or $(DASHBOARD_DATA),data)
PAIRS ?= $(or $(DASHBOARD_PAIRS),data/pairs)
WORKERS ?= 2
LANGS ?= en
PAGES ?=
THEMES ?= light dark
SIZES ?= wide phone

BIN := $(VENV)/bin
PY := $(BIN)/python
# The newest interpreter that runs, is recent enough and can make an environment.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo "$$p" && break; done)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# A worker that has nothing left takes tests from the other: none waits at the end.
PYTEST = $(PY) -m pytest -n $(WORKERS) --dist worksteal
GROUP = $(PY) -m pip install --quiet --group
INSTALL = $(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
  $(SUDO) apt-get install -y -qq --no-install-recommends

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run serve test test-fast test-spark checks lint types contracts check-data messages browser java \
  haproxy bench bench-peers shots first-screens preview requirements clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Two arenas: with one for each thread, memory that a reader no longer needs would not come back.
# Exported, not set in the command: for that make would start a shell, which ends without the server.
run: export MALLOC_ARENA_MAX = 2
run: $(VENV)/.installed-app ## serve the dashboard on this machine (PORT=8501, DASHBOARD_DATA=folder)
	$(PY) -m streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

serve: $(VENV)/.installed-app haproxy ## the same by several processes (PROCESSES=2, ADDRESS=0.0.0.0, BASE=path)
	$(PY) deploy/serve.py --processes $(PROCESSES) --address $(ADDRESS) --port $(PORT) --base '$(BASE)'

test: checks browser haproxy ## every check and every test
	$(PYTEST) $(ARGS)

test-fast: checks ## the same without a browser
	$(PYTEST) --ignore tests/browser $(ARGS)

checks: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory --jobs $(WORKERS) --output-sync lint types contracts check-data

test-spark: $(VENV)-spark/.installed java ## the measures of event streams on Spark as well
	PYTHONPATH=$(VENV)-spark $(PY) -m pytest tests/analysis/streams/test_measures.py -k spark $(ARGS)

lint: $(VENV)/.installed-dev ## style of the code
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/.installed-dev ## types of analysis/ and charts/
	$(PY) -m mypy

contracts: $(VENV)/.installed-dev ## who may import whom
	$(BIN)/lint-imports --no-logo

check-data: $(VENV)/.installed-app ## problems in the data packages (DATA=folder, PAIRS=folder of folders)
	for each in $(DATA) $(wildcard $(PAIRS)/*/); do echo "$$each" && $(PY) -m analysis.check $$each || exit 1; done

messages: $(VENV)/.installed-app ## gather the texts of the interface into locales/
	$(PY) -m locales.gather

bench: $(VENV)/.installed-bench ## what the dashboard costs: time, memory, bytes
	$(PY) -m benchmarks $(ARGS)

bench-peers: $(VENV)-peers/.installed ## the same pages in other frameworks, side by side
	$(VENV)-peers/bin/python -m benchmarks.peers $(ARGS)

shots: $(VENV)/.installed-dev browser ## pictures of pages into build/shots (PAGES, LANGS, THEMES, SIZES)
	$(PY) -m tests.browser.shots --langs $(LANGS) --themes $(THEMES) --sizes $(SIZES) \
	  $(if $(PAGES),--pages $(PAGES))

first-screens: $(VENV)/.installed-dev browser ## words and controls on the first screen of each page
	$(PY) -m tests.browser.first_screens

preview: $(VENV)/.installed-dev browser ## the picture that a shared address and README.md show
	$(PY) -m tests.browser.preview

requirements: $(VENV)/.installed-lock ## recompile requirements.txt (with Python 3.11, the oldest supported)
	@$(PY) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo 'Recompile with Python 3.11: make clean requirements PYTHON=python3.11' >&2; exit 1; }
	env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null \
	  $(PY) -m piptools compile --quiet --no-config --no-header --generate-hashes --strip-extras \
	  --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --output-file requirements.txt pyproject.toml
	@sed -i '1i # Made by `make requirements` from pyproject.toml: edit that, not this.' requirements.txt

clean: ## remove environments, caches and build/
	rm -rf $(VENV) $(VENV)-peers $(VENV)-spark build .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A browser and a font with Chinese characters, from Debian where they are missing.
browser:
	@need=''; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome >/dev/null || need='chromium'; \
	fc-list :lang=zh 2>/dev/null | grep -q . || need="$$need fontconfig fonts-noto-cjk"; \
	[ -z "$$need" ] && exit 0; \
	command -v apt-get >/dev/null \
	  || { echo "Please install: $$need" >&2; case "$$need" in chromium*) exit 1;; esac; exit 0; }; \
	$(INSTALL) $$need >/dev/null

# What Spark runs on, from Debian where it is missing.
java:
	@command -v java >/dev/null && exit 0; \
	command -v apt-get >/dev/null || { echo 'Please install: Java 17 or newer' >&2; exit 1; }; \
	$(INSTALL) default-jre-headless >/dev/null

# What stands before several processes, from Debian where it is missing.
haproxy:
	@command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] && exit 0; \
	command -v apt-get >/dev/null || { echo 'Please install: HAProxy' >&2; exit 1; }; \
	$(INSTALL) haproxy >/dev/null

$(VENV)/.made:
	@[ -n "$(PYTHON)" ] || { echo 'No Python 3.11 or newer that can make an environment was' \
	  'found. On Debian or Ubuntu: sudo apt-get install python3 python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed-app: requirements.txt | $(VENV)/.made
	$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

# Dependency groups need pip 25.1.
$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed-app
	$(PY) -m pip install --quiet --upgrade 'pip>=25.1'
	$(GROUP) dev
	@touch $@

$(VENV)/.installed-bench: pyproject.toml $(VENV)/.installed-dev
	$(GROUP) bench
	@touch $@

$(VENV)/.installed-lock: pyproject.toml | $(VENV)/.made
	$(PY) -m pip install --quiet --upgrade 'pip>=25.1'
	$(GROUP) lock
	@touch $@

# What the app is compared with never enters the app's own environment.
$(VENV)-peers/.installed: pyproject.toml requirements.txt
	$(MAKE) $(VENV)-peers/.installed-bench VENV=$(VENV)-peers
	$(VENV)-peers/bin/python -m pip install --quiet --group peers
	@touch $@

# Spark is large, and nobody who runs the dashboard or its tests needs it.
$(VENV)-spark/.installed: pyproject.toml $(VENV)/.installed-dev
	$(GROUP) spark --target $(VENV)-spark --upgrade
	@touch $@
