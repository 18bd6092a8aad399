# Each target makes what it needs. `make demo` and `make test` are all that a newcomer has to know.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo run test proof check bench lock environment development

demo: environment          ## a running centre with demonstration data at http://127.0.0.1:8000
	$(BIN)/arasha demo

run: environment           ## an empty centre, for real
	$(BIN)/arasha run

test: development          ## all tests but the slow proofs, in two processes, each with a store of its own
	$(BIN)/python -m pytest -n 2 --dist loadfile

proof: development         ## the slow proofs: floods, soaks, the engine's oracle at full size
	$(BIN)/python -m pytest -m proof
	$(BIN)/arasha bench engine --oracle --json

check: development         ## style, types, import contracts, texts in three languages, vendored files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py check
	$(BIN)/python scripts/vendored.py check

bench: development         ## the figures of the README, measured on this machine
	$(BIN)/arasha bench engine --json
	$(BIN)/arasha bench gateway --json
	$(BIN)/arasha bench recovery --json
	$(BIN)/arasha bench credit --json

environment:
	@$(PYTHON) scripts/bootstrap.py run

development:
	@$(PYTHON) scripts/bootstrap.py dev

lock:                      ## resolve the dependencies anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
