#!/usr/bin/env bash
# Makes sure that there is a PostgreSQL 15 or newer for the tests of records on it, which start a server of their own: in
# CI (CI=true) a missing one is installed from Debian's packages, and its absence is an error; elsewhere these tests are
# skipped and say how to get it.
set -euo pipefail

found() {
    local initdb
    for initdb in "$(command -v initdb)" /usr/lib/postgresql/*/bin/initdb; do
        # As "initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)".
        if [ -x "$initdb" ] && [ "$("$initdb" --version | grep -oE '[0-9]+' | head -n 1)" -ge 15 ]; then return 0; fi
    done
    return 1
}

found && exit 0
if [ "${CI:-}" != true ]; then
    echo "no PostgreSQL 15 or newer found: its tests will be skipped (on Debian: apt-get install postgresql)" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
run=()
[ "$(id -u)" = 0 ] || run=(sudo -n -E)
"${run[@]}" apt-get -qq update
"${run[@]}" apt-get -qq install --yes --no-install-recommends postgresql
found
