# Figures, and the big site they are measured on. Nothing here can fail a change: read what is printed.
#
#   make seed-volume                                             the sandbox's own volume site (.sandbox/volume)
#   make seed-volume BENCH=~/frappe-bench SITE=demo.localhost    a site of a real bench
#   make bench-search SITE_URL=https://… USER=… PASSWORD=…       a site that is served somewhere
.PHONY: seed-volume bench-search bench-client bench-diagnosis bench-inbox bench-sign-in bench-blast

SCALE ?= 1
BENCH_PYTHON ?= $(BENCH)/env/bin/python
# Only a bench that was named is meant: elsewhere BENCH has a default.
ON_BENCH := $(filter command environment,$(firstword $(origin BENCH)))
# $(USER) of the environment is whoever runs make, not somebody of the site.
AS := $(if $(filter command,$(firstword $(origin USER))),--user "$(USER)")
OVER_HTTP = $(if $(SITE_URL),--url "$(SITE_URL)" $(AS))

# $(call run,module): in the bench's environment when one is named, else in the sandbox's.
run = $(if $(ON_BENCH),cd "$(BENCH)/sites" && PYTHONPATH="$(CURDIR)" $(BENCH_PYTHON) -m $(1) --site "$(SITE)",$(BIN)/python -m $(1))
call_site = PASSWORD="$(PASSWORD)" $(if $(SITE_URL),$(BIN)/python -m $(1) $(OVER_HTTP),$(call run,$(1)))

seed-volume: $(VENV_READY) ## Fill a site with the volumes of the real ISP (SCALE=0.01, or BENCH= SITE=)
	$(call run,sandbox.seed.volume) --scale $(SCALE)

bench-search: $(VENV_READY) ## p50 and p95 of search (BENCH= SITE=, or SITE_URL= USER= PASSWORD=)
	@$(call call_site,sandbox.benches.search)

bench-client: $(VENV_READY) ## The client page's one call against the calls it replaces (same options)
	@$(call call_site,sandbox.benches.client)

bench-diagnosis: $(VENV_READY) ## One modem summarised, a fleet of 7,600 counted, a device looked up
	@$(call run,sandbox.benches.diagnosis)

bench-inbox: $(VENV_READY) ## The inbox and a thread among 10,000 conversations, 200,000 messages (same options)
	@$(call call_site,sandbox.benches.inbox)

bench-sign-in: $(VENV_READY) ## Whether the time of an answer tells a customer's address from another (BENCH= SITE=)
	@$(call run,sandbox.benches.sign_in)

bench-blast: $(VENV_READY) ## Queueing one SMS for each of 10,000 customers, rolled back (BENCH= SITE=)
	@$(call run,sandbox.benches.blast)
