# Flows: figures, and torment that exits non-zero when an effect was lost or there twice.
#
#   make bench-flows                                             the sandbox
#   make bench-flows BENCH=~/frappe-bench SITE=lead.localhost    a site of a real bench: use one made for tests
#
#   make jsonlogic SUITE=tests.json                              our conditions against a public JSONLogic suite
.PHONY: bench-flows jsonlogic

bench-flows: $(VENV_READY) ## Runs started and steps done per second, ms per durable step, among 100,000 runs (BENCH= SITE=)
	@$(call run,sandbox.benches.flows)

jsonlogic: $(VENV_READY) ## Our JSONLogic against a suite in the public format (SUITE=)
	@$(BIN)/python -m sandbox.jsonlogic "$(SUITE)"

.PHONY: bench-triggers
bench-triggers: $(VENV_READY) ## What flows add to a save: with none, and with a hundred live templates (BENCH= SITE=)
	@$(call run,sandbox.benches.triggers)
