# Zeiler & Fergus, "Visualizing and Understanding Convolutional Networks", replicated in Swift.
#
#   make deps       check for Swift, and install the Debian packages that are missing (or print the command)
#   make build      build everything, optimized
#   make report     run the chapters and write output/report.html and output/report.pdf
#   make chapter    run one chapter: make chapter NAME=layer-visualizations
#   make test       build and run all tests
#   make lint       check the sources' format, house rules and imports, and the image of them
#   make clean      remove what was built; output/, with its trained networks, stays
#
# `report` and `chapter` take PROFILE (smoke, quick, full or paper), OUTPUT (a folder), and any other options in
# ARGS:   make report PROFILE=smoke OUTPUT=/somewhere ARGS="--seed 7 --keep-going"
# `build` and `test` take ARGS too:   make test ARGS="--filter ImagesTests"

SHELL := /bin/bash
SWIFT ?= swift

PROFILE ?=
OUTPUT ?=
ARGS ?=
NAME ?=

options = $(if $(PROFILE),--profile '$(PROFILE)') $(if $(OUTPUT),--output '$(OUTPUT)') $(ARGS)
sources = $(wildcard Package.swift Sources Tests chapters)

.DEFAULT_GOAL := build
.PHONY: deps build report chapter test lint clean

deps:
	@SWIFT='$(SWIFT)' scripts/install-dependencies

build: deps
	$(SWIFT) build -c release $(ARGS)

report: deps
	$(SWIFT) run -c release report $(options)

chapter: deps
	@test -n '$(NAME)' || { echo 'Name the chapter: make chapter NAME=layer-visualizations' >&2; exit 64; }
	$(SWIFT) run -c release '$(NAME)' $(options)

# Without testable imports, which no test needs, tests and programs are built of the same modules.
test: deps
	$(SWIFT) test -c release --disable-testable-imports $(ARGS)

lint: deps
	$(SWIFT) format lint --strict --parallel --recursive $(sources)
	scripts/check-sources
	SWIFT='$(SWIFT)' scripts/check-imports
	SWIFT='$(SWIFT)' scripts/draw-architecture --check
	scripts/check-docs

clean:
	rm -rf .build
