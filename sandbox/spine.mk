# What the spine must stand: torment that exits non-zero when something was lost, doubled or answered 5xx, and figures.
#
#   make chaos-webhooks                                          the sandbox; EVERY=5 kills at each fifth boundary only
#   make chaos-webhooks BENCH=~/frappe-bench SITE=lead.localhost a site of a real bench: use one made for tests
#   make fuzz-webhooks COUNT=500                                 per provider; BENCH= SITE= or SITE_URL= as below
#   make bench-webhooks SITE_URL=https://…                       a site that is served somewhere, its secrets in
#                                                                STRIPE_WEBHOOK_SECRET (and so on) of the environment
.PHONY: chaos-webhooks fuzz-webhooks bench-webhooks

EVERY ?= 1
COUNT ?= 10000

chaos-webhooks: $(VENV_READY) ## Kill workers at every boundary of a webhook; nothing lost, nothing twice (BENCH= SITE=)
	@$(call run,sandbox.chaos) --every $(EVERY)

fuzz-webhooks: $(VENV_READY) ## COUNT malformed requests per provider: no 5xx, no row (BENCH= SITE=, or SITE_URL=)
	@$(if $(SITE_URL),$(BIN)/python -m sandbox.fuzz --url "$(SITE_URL)",$(call run,sandbox.fuzz)) --count $(COUNT)

bench-webhooks: $(VENV_READY) ## Acknowledgements per second, p95 and p99 (BENCH= SITE=, or SITE_URL=)
	@$(if $(SITE_URL),$(BIN)/python -m sandbox.benches.webhooks --url "$(SITE_URL)",$(call run,sandbox.benches.webhooks))
