# make site: set up what is missing, then build the public site with its booklets in site/
# make test: set up what is missing, then run the whole test suite
PYTHON := .venv/bin/python

.PHONY: site test check serve bench setup clean

site: setup
	$(PYTHON) build.py

test: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -n auto --dist loadgroup

check: setup
	$(PYTHON) build.py check

serve: site
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory site 8000

bench: setup
	$(PYTHON) tests/bench.py

setup:
	@sh .ci/setup

clean:
	rm -rf .taskbook site
