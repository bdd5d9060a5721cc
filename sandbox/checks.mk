# What a change must pass. `make test` is all of it; each part runs alone too.
PYTEST ?= $(BIN)/pytest
CHROMIUM ?= /usr/bin/chromium
# Plain Python on plain data: checked strictly. The rest stands on frappe, which is not typed.
TYPED := gigafibre_fsm/integrations gigafibre_fsm/clients/text.py gigafibre_fsm/identity/signing.py gigafibre_fsm/text_language.py \
	$(addprefix gigafibre_fsm/flows/,conditions.py definition.py drawing.py engine.py) \
	$(addprefix gigafibre_fsm/flows/jsonlogic/,dates.py javascript.py operators.py) \
	$(addprefix gigafibre_fsm/flows/walking/,containers.py happenings.py places.py resuming.py state.py troubles.py \
	undoing.py waiting.py walk.py) \
	$(addprefix gigafibre_fsm/flows/checks/,kinds_seen.py parameter_checks.py shape_checks.py sight.py tree_checks.py \
	variable_checks.py) \
	$(addprefix gigafibre_fsm/messaging/,call_rules.py keyword_answers.py opt_out.py pacing.py phone_numbers.py \
	segments.py states.py) \
	$(addprefix gigafibre_fsm/network/,ages.py checks.py diagnosis.py facts.py findings.py identifiers.py \
	profiles refresh_plan.py sections signal.py thresholds.py tree.py values.py)

.PHONY: test lint types check-pins test-python test-frontend test-browser test-bench access-matrix

test: lint types check-pins check-translations test-python test-frontend test-browser ## Everything a submission must pass

lint: $(VENV_READY) $(NODE_READY) ## ruff, eslint, prettier, and the front end's types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	cd frontend && npm run --silent lint && npm run --silent typecheck

types: $(VENV_READY) ## The pure code's types
	$(BIN)/mypy --no-error-summary $(TYPED)

check-pins: $(VENV_READY) ## Our requirements resolve beside Frappe's own
	$(BIN)/pip install -qq --disable-pip-version-check --dry-run --ignore-installed . --requirement sandbox/frappe_pins.txt

test-python: $(VENV_READY) ## Pure and site tests, on the sandbox
	$(PYTEST) -n 2 --dist worksteal gigafibre_fsm sandbox --ignore sandbox/browser_tests

test-frontend: $(NODE_READY)
	cd frontend && npm test --silent

test-browser: $(VENV_READY) $(OPS_BUILT) $(CHROMIUM) ## The main jobs, in Chromium, against the demo
	$(PYTEST) -n 2 --dist loadfile sandbox/browser_tests

$(CHROMIUM):
	@$(call debian_package,chromium,Chromium is missing.)

BENCH ?= $(HOME)/frappe-bench
SITE ?= test.localhost
BENCH_CMD ?=

test-bench: $(OPS_BUILT) ## The site tests on a real bench (BENCH=, SITE=, BENCH_CMD=)
	sandbox/test_bench.sh "$(BENCH)" "$(SITE)" "$(BENCH_CMD)"

access-matrix: $(VENV_READY) ## Who gets into which whitelisted method, as tried on a throwaway site
	@$(BIN)/python -m sandbox.access_matrix
