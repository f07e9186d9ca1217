#!/usr/bin/env bash
# Makes sure that there is a Java for HeidelTime, a peer of `make bench`: in CI (CI=true) a missing one is installed from
# Debian's packages, and its absence is an error; elsewhere that row is left out and says how to get it.
set -euo pipefail
command -v java >/dev/null && exit 0
if [ "${CI:-}" != true ]; then
    echo "no java found: HeidelTime will be missing from the benchmark of times (on Debian: apt-get install default-jre-headless)" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
run=()
[ "$(id -u)" = 0 ] || run=(sudo -n -E)
"${run[@]}" apt-get -qq update
"${run[@]}" apt-get -qq install --yes --no-install-recommends default-jre-headless
command -v java >/dev/null || { echo "expected java after installing default-jre-headless, found none" >&2; exit 1; }
