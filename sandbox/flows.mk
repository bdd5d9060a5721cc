# Flows: figures, and torment that exits non-zero when an effect was lost or there twice.
#
#   make bench-flows                                             the sandbox
#   make bench-flows BENCH=~/frappe-bench SITE=lead.localhost    a site of a real bench: use one made for tests
#   make chaos-flows RUNS=100 SEED=7                             so many runs; a seed draws the same flows (BENCH= SITE= too)
#   make jsonlogic SUITE=tests.json                              our conditions against a public JSONLogic suite
.PHONY: bench-flows chaos-flows jsonlogic

bench-flows: $(VENV_READY) ## Runs started and steps done per second, ms per durable step, among 100,000 runs (BENCH= SITE=)
	@$(call run,sandbox.benches.flows)

SEED ?= 1
RUNS ?= 1000

chaos-flows: $(VENV_READY) ## Runs of random flows, workers killed at random: nothing lost, nothing twice (RUNS=, SEED=, BENCH= SITE=)
	@$(call run,sandbox.chaos.flows) --count $(RUNS) --seed $(SEED)

jsonlogic: $(VENV_READY) ## Our JSONLogic against a suite in the public format (SUITE=)
	@$(BIN)/python -m sandbox.jsonlogic "$(SUITE)"

.PHONY: bench-triggers
bench-triggers: $(VENV_READY) ## What flows add to a save: with none, and with a hundred live templates (BENCH= SITE=)
	@$(call run,sandbox.benches.triggers)
