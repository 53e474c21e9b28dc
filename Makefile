# Set up, build, test and show Clearstory. `make help` lists the commands and their variables.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# rustup's tools come first: Debian's compiler may stand in /usr/bin beside them (scripts/wasm.sh).
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
# What a shell may have set for other builds would send ours to another compiler or folder.
unexport RUSTC RUSTC_BOOTSTRAP CARGO_BUILD_TARGET CARGO_BUILD_TARGET_DIR CARGO_TARGET_DIR

export SERVE ?= 1
FUZZ_SECONDS ?= 60
export ORIGIN ?=
export WASM_OPT ?= -O3
export WASM_TOOLCHAIN ?= auto
export SHARED ?= ../shared
peer_names := readability defuddle dom_smoothie trafilatura rs-trafilatura
PEERS ?= $(peer_names)
compared := $(filter-out 0,$(PEERS))

# CI builds exactly what the lock file says; a person who adds a package has it written by the build.
locked := $(if $(CI),--locked)

program := target/release/clearstory
bindgen := target/debug/bindgen
engine := target/engine/clearstory_bg.wasm
dist := dist/sizes.json
corpus := target/quality/corpus/unpacked
fold_models := target/train/folds/0.model
train := target/train/venv/bin/python -B train/train.py target/quality/corpus/wcxb-dev $(SHARED)/corpus/folds.json tests/fixtures $(program) target/train
peers := $(addprefix target/quality/,node/node_modules/.package-lock.json peers-rs/release/peers-rs venv/installed)
node_modules := node_modules/.package-lock.json

rust_sources := Cargo.toml Cargo.lock $(shell find src -type f)
# The folders too, so that a deleted page or style sheet also makes dist/ anew.
www_sources := $(shell find www) package.json tsconfig.json tsconfig.types.json
script = $(addprefix scripts/,$(1))

.PHONY: help demo test test-browsers bench fuzz build dist reproducible quality model lint format clean
needs := need-rust need-fuzz need-rust-lint need-node need-browsers need-epubcheck need-python need-corpus
.PHONY: $(needs) always

help: ## List the commands and variables
	@echo 'make COMMAND [VARIABLE=value]; each command first sets up what it needs.'
	@sed -nE 's/^([a-z-]+):.*## (.*)/  \1\t\2/p' Makefile | expand -t 20
	@echo 'Variables:'
	@echo '  SERVE=0             make demo ends without serving the demo page'
	@echo '  FUZZ_SECONDS=N      how long make fuzz runs each target (now $(FUZZ_SECONDS))'
	@echo '  ORIGIN=URL          make dist writes the bookmarklet for a dist/bookmarklet/ that is published at URL'
	@echo '  WASM_OPT=-O3|-Oz    fast or small WebAssembly (now $(WASM_OPT))'
	@echo '  WASM_TOOLCHAIN=auto|target|rustup|debian'
	@echo '                      the way to wasm32; scripts/wasm.sh explains them (now $(WASM_TOOLCHAIN))'
	@echo '  PEERS=0|"NAME ..."  make quality compares with none of the other extractors, or with these'
	@echo '                      (all: $(peer_names))'
	@echo '  SHARED=FOLDER       where make quality finds the folder corpus/ with the labelled pages (now $(SHARED))'

demo: build dist ## Extract a sample story in the terminal, then serve the demo page on this machine
	$(program) --explain www/site/stories/news.html
	@if [ "$$SERVE" != 0 ]; then exec node scripts/serve.mjs dist/site; fi

test: build dist need-fuzz need-browsers need-epubcheck ## Run every test: Rust, WebAssembly, scripts, and real browsers
	node scripts/test.mjs $(locked)

test-browsers: dist need-browsers ## Measure the three deliveries in three browsers, and compare with docs/browsers.md
	node scripts/node-tests.mjs tests/browser/matrix-*.test.mjs

bench: dist need-browsers ## Measure the wait from the click to the painted view on pages of 1 MB, in Chromium
	node benches/paint.mjs

fuzz: need-fuzz ## Find a planted bug in each fuzz target, then run it for FUZZ_SECONDS
	scripts/fuzz.sh $(FUZZ_SECONDS)

build: $(program) $(engine) ## Build the program and the WebAssembly engine

dist: $(dist) ## Build what is shipped: embed, extensions, bookmarklet, demo page

reproducible: dist ## Build what is shipped once more in another folder, and compare every byte
	node scripts/reproducible.mjs

quality: $(corpus) $(program) $(fold_models) $(if $(compared),$(peers)) | need-python ## Score the program, and other extractors beside it, on labelled pages
	python3 -B quality/quality.py $(SHARED)/corpus target/quality $(program) $(dir $(fold_models)) $(compared)

model: $(corpus) $(program) target/train/venv/installed ## Train the model anew, and write the report on it
	$(train) --model src/model/clearstory.model --report train/report.md

lint: $(engine) $(node_modules) need-rust-lint ## Check formatting, lints, types and documentation
	cargo fmt --all --check
	cargo fmt --check --manifest-path quality/peers-rs/Cargo.toml
	cargo fmt --check --manifest-path fuzz/Cargo.toml
	cargo clippy $(locked) --workspace --all-targets -- -D warnings
	scripts/wasm.sh clippy
	RUSTDOCFLAGS='-D warnings' cargo doc $(locked) --no-deps --workspace
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/tsc --project tsconfig.node.json
	node_modules/.bin/biome check --error-on-warnings

format: $(node_modules) need-rust-lint ## Format the sources and apply the linter's safe fixes
	cargo fmt --all
	cargo fmt --manifest-path quality/peers-rs/Cargo.toml
	cargo fmt --manifest-path fuzz/Cargo.toml
	node_modules/.bin/biome check --write

clean: ## Remove everything that was built or installed in this folder
	rm -rf dist node_modules target

# The steps behind the commands. Each names the files it depends on, so that nothing is done twice.
# touch: cargo leaves an unchanged result at its old time, older than the source that make saw change.

$(program): $(rust_sources) | need-rust
	cargo build $(locked) --release --bin clearstory
	@touch $@

$(bindgen): tools/bindgen/Cargo.toml tools/bindgen/src/main.rs Cargo.lock | need-rust
	cargo build $(locked) --package bindgen
	@touch $@

$(engine): $(rust_sources) $(bindgen) $(call script,wasm.sh optimise.mjs sizes.mjs) target/settings/WASM_OPT $(node_modules)
	scripts/wasm.sh build
	$(bindgen) target/wasm/clearstory.wasm target/engine
	node scripts/optimise.mjs $@ $(WASM_OPT)

$(dist): $(www_sources) $(engine) $(wildcard scripts/*.mjs) target/settings/ORIGIN $(node_modules)
	node www/build.mjs

$(node_modules): package.json package-lock.json | need-node
	npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

# What make quality needs, apart from what the product needs. rm: a folder half unpacked passes for a whole one.

$(corpus): | need-corpus
	rm -rf $(@D)
	bash $(SHARED)/corpus/unpack.sh $(@D)
	@touch $@

# Copied, because Node looks for packages beside the script.
target/quality/node/node_modules/.package-lock.json: quality/package.json quality/package-lock.json quality/peers.mjs | need-node
	mkdir -p target/quality/node
	cp $^ target/quality/node
	cd target/quality/node && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

target/quality/peers-rs/release/peers-rs: $(shell find quality/peers-rs -type f) | need-rust
	cargo build --locked --release --manifest-path quality/peers-rs/Cargo.toml --target-dir target/quality/peers-rs
	@touch $@

target/quality/venv/installed: quality/requirements.txt | need-python
	python3 -m venv target/quality/venv
	target/quality/venv/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

target/train/venv/installed: train/requirements.txt | need-python
	python3 -m venv target/train/venv
	target/train/venv/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# A page must not be scored by a model that has seen it: one for each fold, trained without it.
$(fold_models): $(corpus) $(program) target/train/venv/installed $(wildcard train/*.py)
	$(train)

# A file that holds a variable's value and gets a new time when the value changes.
target/settings/%: always
	@mkdir -p $(@D); cmp -s - $@ <<<"$${$*}" || echo "$${$*}" >$@

$(needs): need-%:
	@scripts/require.sh $*
