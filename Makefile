# The front door. 'make help' lists what there is.
MVN ?= mvn -B
JAR := app/target/scrappy-ddns.jar
VERSION = $(shell sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
CONTAINERS ?= $(shell docker info >/dev/null 2>&1 && echo docker || echo podman)
SOURCES := pom.xml app/pom.xml $(shell find app/src/main -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run demo quick test test-browser test-install test-cluster deb image release check format docs screenshots bench clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: $(JAR) ## serve on port 5000, with its state in ./run
	@mkdir -p run && cd run && exec java -jar ../$(JAR)

demo: $(JAR) ## its dashboard on made-up networks that move, without any account
	@java -jar $(JAR) demo

# Without JUnit's tags 'slow' and 'installed', see CONTRIBUTING.md. These JVMs are too short-lived for the second compiler.
quick: ## the tests that need a minute and no installed program: units, contracts, both databases
	$(MVN) -q test -pl app -DexcludedGroups='slow | installed' -Dtest.jvm=-XX:TieredStopAtLevel=1
	@echo "Passed. Left out: slow tests, processes, real DDNS clients, the module war. 'make check' runs them."

test: ## all tests, with real databases, the real jar and real DDNS clients (which it installs for root)
	@[ "$$(id -u)" -ne 0 ] || script/install-tools
	$(MVN) verify

test-browser: ## every task of a person in a real browser, phone and desk, light and dark (which it installs for root)
	@[ "$$(id -u)" -ne 0 ] || script/install-tools
	$(MVN) test -pl app -Dtest='*BrowserTest'

test-install: ## install what users install, in containers, and use it (installs podman for root; ONLY='Image*' picks some)
	@[ "$$(id -u)" -ne 0 ] || script/install-tools install
	$(MVN) verify -Pdist,deb -pl dist -am -Dtest='$(or $(ONLY),*)InstallTest' -Dsurefire.failIfNoSpecifiedTests=false

# The release before is built from its commit, for which a checkout without history has no sources.
BEFORE := $(shell cat cluster/previous-release)
HISTORY = $(shell git cat-file -e $(BEFORE)^{commit} 2>/dev/null && echo yes)
test-cluster: ## several instances on a PostgreSQL that fails over, two minutes of faults; needs root (FULL=1: ten; SECONDS=n; SEED=n; ONLY='Faults*')
	@[ "$$(id -u)" -ne 0 ] || script/install-tools cluster
	$(MVN) verify -Pcluster -pl cluster -am -Dtest='$(or $(ONLY),*)ClusterTest$(if $(HISTORY),,,!PreviousRelease*)' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dcluster.seconds=$(or $(SECONDS),$(if $(FULL),600,120)) $(if $(SEED),-Dcluster.seed=$(SEED)) $(if $(INSTANCES),-Dcluster.instances=$(INSTANCES)) $(if $(FAULTS),-Dcluster.faults=$(FAULTS))
	@$(if $(HISTORY),,echo "Left out: the release before, beside this one. This checkout has no history to build it from.")

deb: ## the Debian package, into dist/target (needs a JDK 25, too)
	$(MVN) -q package -Pdist,deb -pl dist -am -DskipTests
	@ls dist/target/*.deb

image: $(if $(JAR_BUILT),$(JAR)) ## the container image, by docker or podman alone (JAR_BUILT=1: of the jar in app/target)
	$(CONTAINERS) build -f dist/Containerfile --build-arg VERSION=$(VERSION) --build-arg BUILD_ID=$$(git describe --always --tags --abbrev=12 --dirty=-dirty 2>/dev/null) \
	  $(if $(JAR_BUILT),--build-arg JAR=$(JAR)) -t scrappy-ddns:$(VERSION) -t scrappy-ddns:latest .

RELEASE := dist/target/release
release: ## every artefact, with checksums, into dist/target/release (WITHOUT_IMAGE=1: where no image can be built)
	$(MVN) -q package -Pdist,deb -DskipTests
	@rm -rf $(RELEASE) && mkdir -p $(RELEASE)
	@cp $(JAR) $(RELEASE)/scrappy-ddns-$(VERSION).jar
	@cp war/target/scrappy-ddns.war $(RELEASE)/scrappy-ddns-$(VERSION).war
	@cp dist/src/launcher/scrappy-ddns dist/target/scrappy-ddns_$(VERSION)_*.deb $(RELEASE)
ifdef WITHOUT_IMAGE
	@echo "The container image is left out."
else
	$(MAKE) image JAR_BUILT=1
	$(CONTAINERS) save scrappy-ddns:$(VERSION) | gzip -n >$(RELEASE)/scrappy-ddns-$(VERSION)-image.tar.gz
endif
	@cd $(RELEASE) && sha256sum scrappy-ddns* >SHA256SUMS && cat SHA256SUMS

check: ## what a change must pass: format, compiler checks and all tests
	$(MVN) -q spotless:check -Pdist,cluster
	@$(MAKE) --no-print-directory test test-browser
	@echo "Checked on JDK $$("$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p'): the format of all files, the compiler's checks, all tests of app and war."
	@echo "Not checked: other JDKs, and what users install ('make test-install'). .ci/run does both."

format: ## lay the code out as the build wants it
	$(MVN) -q spotless:apply -Pdist,cluster

docs: ## regenerate the pages of docs/ that are made from the program's own texts
	$(MVN) -q test -pl app -Dtest='*DocumentTest' -Dscrappy.write.docs=true

PICTURES := target/screenshots
screenshots: ## draw every page as a phone and a desk see it, light and dark, into target/screenshots, and README's two into docs/pictures (needs chromium)
	$(MVN) -q test -pl app -Dtest=EveryPageBrowserTest -Dscrappy.pictures=$(CURDIR)/$(PICTURES)
	@mkdir -p docs/pictures && cp $(PICTURES)/networks-light-1280.png docs/pictures/networks.png && cp $(PICTURES)/networks-dark-390.png docs/pictures/phone.png
	@ls $(PICTURES)

bench: $(JAR) ## measure against nginx and the bare disk and a PostgreSQL of its own (QUICK=1: some rough minutes; ROWS='start dashboard alert changed unchanged shared shared-changed round-trips shards')
	@mkdir -p target/bench && javac -d target/bench -cp $(JAR) bench/*.java
	@java -cp $(CURDIR)/target/bench:$(CURDIR)/$(JAR) Bench $(CURDIR)/$(JAR) $(if $(QUICK),quick) $(ROWS)

clean: ## remove what the build made
	$(MVN) -q clean -Pdist,cluster

$(JAR): $(SOURCES)
	$(MVN) -q -DskipTests package
	@touch $(JAR)
