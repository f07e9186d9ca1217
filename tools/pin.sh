#!/usr/bin/env bash
# Usage: tools/pin.sh UV
# Writes requirements/*.txt from pyproject.toml: every version pinned, hashes for all platforms and Pythons >= 3.11,
# and nothing of the machine it runs on (no index, no find-links, no path).
set -euo pipefail
uv=$1
cd "$(dirname "$0")/.."

pin() {
    local out=$1
    shift
    env -u UV_FIND_LINKS -u UV_INDEX -u UV_EXTRA_INDEX_URL "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --constraint requirements/limits.in --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@" --output-file "requirements/$out.txt"
}

pin install --group install
pin base pyproject.toml --constraint requirements/install.txt
pin bench --group bench --constraint requirements/base.txt --constraint requirements/install.txt
pin places --group places --constraint requirements/base.txt --constraint requirements/install.txt
# Stubs of an older SQLAlchemy, which followthemoney asks for, would hide its own types from the type checker.
pin dev pyproject.toml --extra postgres --extra semantic --extra mcp --extra exports --extra cluster --group dev --no-emit-package sqlalchemy2-stubs \
    --constraint requirements/base.txt --constraint requirements/install.txt

if grep -nE '://|^-|file:|@ ' requirements/*.txt; then
    echo "expected pins and hashes only, got the lines above" >&2
    exit 1
fi
