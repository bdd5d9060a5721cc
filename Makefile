# Everything the sandbox needs is set up on the way: `make demo` is enough on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8080
RESET ?= 0

VENV_READY := $(VENV)/.ready
NODE_READY := frontend/node_modules/.ready
OPS_BUILT := gigafibre_fsm/public/ops/manifest.json
OPS_SOURCES := $(shell find frontend/src frontend/index.html frontend/vite.config.ts frontend/tsconfig.json -type f)

# Install a Debian package where we may, else say which one is missing: $(call debian_package,NAME,What is missing.)
define debian_package
	{ [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null \
		&& apt-get update -qq && apt-get install -qq --yes $(1) > /dev/null; } \
		|| { echo "$(2) On Debian: sudo apt-get install $(1)"; exit 1; }
endef

.PHONY: help demo setup clean

help: ## What there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-20s %s\n", $$1, $$2 }'

demo: $(VENV_READY) $(OPS_BUILT) ## Seed an ISP and serve it (PORT=, HOST=, RESET=1 starts over)
	@HOST=$(HOST) PORT=$(PORT) RESET=$(RESET) exec $(BIN)/python -m sandbox demo

setup: $(VENV_READY) $(OPS_BUILT) ## Everything `make demo` needs, without starting it

$(VENV_READY): pyproject.toml sandbox/requirements.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2> /dev/null \
		|| $(call debian_package,python3-venv,Python's venv module is missing.)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -qq --disable-pip-version-check --editable ".[dev]" --requirement sandbox/requirements.txt
	$(BIN)/python -c "import pathlib, sysconfig; \
		pathlib.Path(sysconfig.get_path('purelib'), 'gigafibre.pth').write_text('$(CURDIR)\n$(CURDIR)/sandbox/platform\n')"
	@touch $@

$(NODE_READY): frontend/package.json frontend/package-lock.json
	@command -v npm > /dev/null || $(call debian_package,npm,Node and npm are missing.)
	@node -e "process.exit(process.versions.node.split('.')[0] < 20 ? 1 : 0)" \
		|| { echo "Node 20 or newer is needed, this is $$(node --version)."; exit 1; }
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(OPS_BUILT): $(NODE_READY) $(OPS_SOURCES)
	cd frontend && npm run build
	@touch $@

clean: ## Forget everything that was set up or built
	rm -rf $(VENV) .sandbox frontend/node_modules gigafibre_fsm/public/ops

include sandbox/checks.mk
include sandbox/translations.mk sandbox/benches.mk sandbox/spine.mk sandbox/flows.mk sandbox/dispatch.mk
