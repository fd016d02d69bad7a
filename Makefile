# October, or Otherwise. `make help` lists what there is.
.PHONY: help play test lint test-web test-matrix fuzz soak schema bench record licences pictures clean again
.NOTPARALLEL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
# The Python to build .venv with (`make PYTHON=python3.12 play`); the first that will do when not given.
PYTHON ?=
export PYTHON

needs := pyproject.toml constraints.txt tools/venv.sh

# A folder that was moved, or whose Python is gone, gets a new .venv.
ifneq "$(shell test -x $(BIN)/python && cat .venv/.where 2>/dev/null)" "$(CURDIR)"
needs += again
endif

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

play: .venv/.play ## install if need be, and open the game (ARGS="play --seed 1917")
	@$(BIN)/october $(ARGS)

test: lint ## everything that has to hold before a commit
	@for story in scenes/*/story.yaml; do $(BIN)/october check "$${story%/story.yaml}" || exit 1; done
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

lint: .venv/.dev ## style, types and the import rules
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy --strict game
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/licences.py --check

test-web: .venv/.dev ## October played in a real browser (Debian's chromium, installed if there is none)
	@chromium=$$(tools/chromium.sh) && $(BIN)/python -m tests.browser.play "$$chromium"

test-matrix: .venv/.dev ## the tests with the oldest and the newest dependencies allowed
	@$(BIN)/python tools/matrix.py $(ARGS)

fuzz: .venv/.fuzz ## the readers fed with bytes nobody would write (ARGS="--seconds 600 scene")
	@$(BIN)/python -m tests.fuzz.run $(ARGS)

soak: .venv/.dev ## hours of play in minutes: kills, long sittings, ten visitors (ARGS="--tries 100" for fewer kills)
	@$(BIN)/python -m tests.soak.kill $(ARGS)
	@$(BIN)/python -m tests.soak.sitting
	@$(BIN)/python -m tests.soak.serve

schema: .venv/.dev ## the schemas for editors, written anew to docs/schema
	@for name in scene story run codex facts map tests; do $(BIN)/october schema $$name > docs/schema/$$name.json || exit 1; done

bench: .venv/.dev ## the benchmarks
	@$(BIN)/python benchmarks/run.py $(ARGS)

record: .venv/.dev ## play the runs that ship anew (saves/recorded), from the story's own tests
	@$(BIN)/october test --bless
	@$(BIN)/python tools/record.py

licences: .venv/.dev ## the list of licences, written anew to docs/licences.md
	@$(BIN)/python tools/licences.py

pictures: .venv/.dev ## draw the pictures of the documents anew, from the running game
	@$(BIN)/python tools/pictures.py

clean: ## away with .venv, caches and builds (saves stay)
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find game tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.venv/.play: $(needs)
	@tools/venv.sh play

.venv/.dev: $(needs)
	@tools/venv.sh dev

.venv/.fuzz: $(needs)
	@tools/venv.sh fuzz
