# make site: set up what is missing, then build the public site with its booklets in site/
# make test: set up what is missing, then run the whole test suite
PYTHON := .venv/bin/python

.PHONY: site test check serve bench bundle setup clean

site: setup
	$(PYTHON) build.py

test: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -n auto --dist loadfile

check: setup
	$(PYTHON) build.py check

serve: site
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory site 8000

bench: setup
	$(PYTHON) tests/bench.py

# one archive with wheels, fonts and a guide (离线安装说明), for a machine without network
bundle: setup
	$(PYTHON) recipes/bundle.py

setup:
	@sh .ci/setup

clean:
	rm -rf .taskbook site
