# For developers; everything also works as `python3 start.py test` and `uv run …`.
UV := $(or $(shell command -v uv),.tools/bin/uv)
RUN := $(UV) run --frozen

.PHONY: check format test bench docs serve

check: ## format, lint, types, layers
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy
	$(RUN) lint-imports

format: ## rewrite what ruff can mend
	$(RUN) ruff format
	$(RUN) ruff check --fix

test: ## the whole suite
	$(RUN) pytest

bench: ## every benchmark, each a ratio against a limit or a peer in the same run
	for file in benchmarks/*.py; do $(RUN) python $$file || exit 1; done

docs: ## rewrite the generated parts of docs/
	$(RUN) python -m gluteal.cli.generate

serve:
	$(RUN) gluteal serve
