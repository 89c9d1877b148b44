# The one list of commands. Each sets up what it needs; nothing has to be installed by hand but
# Python 3.11 or later, make and git.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python build.py
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" pyproject.toml
RUNTIME := .venv/runtime-ready
DEV := .venv/dev-ready

.PHONY: site check serve preview-pages verify links smoke format test test-fast lint golden bench lighthouse pictures lock wheel clean
.DELETE_ON_ERROR:

site: $(RUNTIME)  ## build the site into _site/
	$(RUN) build $(ARGS)

check: $(RUNTIME)  ## check every fact, write nothing
	$(RUN) check $(ARGS)

serve: $(RUNTIME)  ## preview on http://127.0.0.1:8000/, built again on every save
	$(RUN) serve $(ARGS)

preview-pages: $(RUNTIME)  ## the site exactly as GitHub Pages would serve it, below this folder's name
	$(RUN) serve --plain --base-url "https://example.org/$$(basename "$$(pwd)" | tr -c 'A-Za-z0-9._\n-' -)/" $(ARGS)

verify: $(RUNTIME)  ## check the site in _site/ against its manifest and the source texts
	$(RUN) verify $(or $(SITE),_site) $(ARGS)

links: $(RUNTIME)  ## report the state of every outside address; needs the network, fails nothing
	$(RUN) links $(ARGS)

smoke: $(RUNTIME)  ## compare the site published at URL=… with the one in _site/
	$(RUN) smoke $(URL) $(ARGS)

format: $(RUNTIME)  ## put the YAML files into the canonical format, comments kept
	$(RUN) format $(ARGS)

test: lint  ## lint, types and all tests, in a real browser too
	$(BIN)/python tests/tools/setup_tools.py
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

test-fast: lint  ## the same without the slow tests and without a browser, for while you work
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not slow" $(ARGS)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(RUN) format --check

golden: $(DEV)  ## rewrite what is computed: the miniature's expected output, the handbook's tables, the reference for templates
	$(BIN)/python tests/tools/golden.py
	$(BIN)/python tests/tools/handbook.py

lighthouse: $(DEV)  ## Lighthouse over one page of each kind
	$(BIN)/python tests/tools/setup_tools.py
	$(BIN)/python tests/tools/lighthouse.py $(ARGS)

pictures: $(DEV)  ## take the pictures of README.md again: the first screen of the story in light and dark
	$(BIN)/python tests/tools/setup_tools.py
	$(BIN)/python tests/tools/pictures.py

bench: $(DEV)  ## measure builds and edits beside Hugo, and page weights; writes BENCHMARKS.md
	$(BIN)/python tests/tools/bench.py $(ARGS)

lock: $(DEV)  ## write the lock files again, after a change of the packages in pyproject.toml
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --output-file requirements-dev.txt

wheel: $(DEV)  ## build the installable program into dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf .venv .tools .cache _site dist

.venv/pip-ready:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	touch $@

$(RUNTIME): .venv/pip-ready requirements.txt
	$(INSTALL) requirements.txt
	touch $@

$(DEV): $(RUNTIME) requirements-dev.txt
	$(INSTALL) requirements-dev.txt
	touch $@
