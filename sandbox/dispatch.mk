# Dispatch: what the planner does with its time. Nothing here can fail a change: read what is printed.
#
#   make bench-dispatch                                    generated days and a fortnight
#   make bench-dispatch DIR=~/solomon                      instances in Solomon's text format too, with `.sol` files or a
#                                                          best-known file beside them ("R101 19 1650.80" a line)
#   make bench-dispatch DIR=~/solomon BEST=best.txt ONLY="R101 RC208" SECONDS="1 10"
.PHONY: bench-dispatch

bench-dispatch: $(VENV_READY) ## Jobs served, travel, time and memory of the planner (DIR=, BEST=, ONLY=, SECONDS=, DAYS=0)
	@$(BIN)/python -m sandbox.benches.dispatch $(if $(DIR),--dir "$(DIR)") $(if $(BEST),--best "$(BEST)") \
		$(if $(ONLY),--only $(ONLY)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(filter 0,$(DAYS)),--no-days)
