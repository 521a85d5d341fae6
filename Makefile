# gradus: everything that is done with the sources. `make` alone lists it.
# Written for GNU make 3.81, which macOS has, and later.

SWIFT ?= swift
PREFIX ?= $(HOME)/.local
DESTDIR ?=

# The system libraries, by their Debian names; Tests/Scripts/dependencies.sh knows the rest.
LIBRARIES := pkg-config libedit-dev libcmark-dev zlib1g-dev

# What every build checks besides the compiler's own warnings: no import that Package.swift
# does not declare.
CHECKED := --explicit-target-dependency-import-check error

# On Linux the runtime is linked in: the program starts faster, and runs where Swift is not
# installed. On macOS it is part of the system.
ifeq ($(shell uname -s),Linux)
STATIC := --static-swift-stdlib
# Names that only a debugger reads are left out of what is installed.
STRIP := -s
endif

GRADUS := .build/release/gradus
BASH_COMPLETIONS := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS := $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS := $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
COURSE := $(DESTDIR)$(PREFIX)/share/gradus

.PHONY: help run build test lint performance bench install deps clean
.NOTPARALLEL:

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: build ## install what is missing, build, and start the REPL (without a terminal: an example)
	@if [ -t 0 ]; then exec $(GRADUS); else exec $(GRADUS) --example; fi

# Input is kept for the program: what builds it reads none.
build: deps ## build the program, optimised
	@$(SWIFT) build -c release --product gradus $(STATIC) $(CHECKED) </dev/null

test: deps lint ## lint, build, and run every test and the performance checks
	@sh Tests/Scripts/lint-test.sh
	@sh Tests/Scripts/memory-test.sh
	@SWIFT="$(SWIFT)" sh Tests/Scripts/kernels-test.sh
	@$(SWIFT) build --build-tests $(CHECKED) </dev/null
	@$(SWIFT) test --skip-build $(CHECKED) </dev/null
	@$(MAKE) --no-print-directory performance
	@sh Tests/Scripts/kernels.sh

lint: deps ## check format, imports, documentation and the other rules of the house
	@SWIFT="$(SWIFT)" sh Tests/Scripts/lint.sh

performance: build ## measure start-up and a few programs against their limits
	@GRADUS="$(GRADUS)" sh Tests/Scripts/performance.sh

bench: build ## compare with NumPy, PyTorch and micrograd's way, in an environment made for it
	@sh Tests/Peers/environment.sh
	@.build/peers/bin/python Tests/Peers/compare.py

install: build ## install program, course and shell completions under PREFIX (~/.local)
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" \
	  "$(FISH_COMPLETIONS)"
	@install $(STRIP) -m 755 $(GRADUS) "$(DESTDIR)$(PREFIX)/bin/gradus"
	@for part in lessons exercises solutions; do \
	  install -d "$(COURSE)/$$part" && install -m 644 $$part/*.md "$(COURSE)/$$part" || exit 1; \
	done
	@$(GRADUS) --generate-completion-script bash > "$(BASH_COMPLETIONS)/gradus"
	@$(GRADUS) --generate-completion-script zsh > "$(ZSH_COMPLETIONS)/_gradus"
	@$(GRADUS) --generate-completion-script fish > "$(FISH_COMPLETIONS)/gradus.fish"
	@echo "gradus is installed as $(DESTDIR)$(PREFIX)/bin/gradus"

deps: ## check Swift and install the system libraries that are missing
	@SWIFT="$(SWIFT)" sh Tests/Scripts/dependencies.sh $(LIBRARIES)

clean: ## remove what was built
	@rm -rf .build
