#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests: in CI (CI=true) a missing one is installed from Debian's
# packages, and its absence is an error; elsewhere the tests that need it are skipped and say how to get it.
set -euo pipefail
command -v chromium >/dev/null && exit 0
if [ "${CI:-}" != true ]; then
    echo "no Chromium found: the browser tests will be skipped (on Debian: apt-get install chromium)" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
run=()
[ "$(id -u)" = 0 ] || run=(sudo -n -E)
"${run[@]}" apt-get -qq update
"${run[@]}" apt-get -qq install --yes --no-install-recommends chromium
command -v chromium
