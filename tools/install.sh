#!/usr/bin/env bash
# Usage: tools/install.sh VENV REQUIREMENTS
# Makes the virtual environment VENV if it isn't there and installs the pinned, hashed REQUIREMENTS and this checkout
# (editable) in it: by uv from the environment, or by plain pip where uv fails.
set -euo pipefail
venv=$1 requirements=$2
python=$venv/bin/python
cd "$(dirname "$0")/.."

if ! command -v python3 >/dev/null; then
    echo "expected python3 (3.11 or newer), found none; on Debian: apt-get install python3 python3-venv python3-pip" >&2
    exit 1
fi
if [ ! -x "$python" ]; then
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "expected Python 3.11 or newer, got $(python3 --version)" >&2; exit 1; }
    python3 -m venv "$venv" || { echo "no virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }
fi

pip() { "$python" -m pip --disable-pip-version-check --quiet "$@"; }

# What is pinned is all that there is to install: nothing else is looked for.
pip install --no-deps --require-hashes -r requirements/install.txt
if ! "$python" -m uv pip install --quiet --python "$python" --no-deps --require-hashes -r "$requirements"; then
    echo "uv could not install $requirements; trying pip" >&2
    pip install --no-deps --require-hashes -r "$requirements"
fi
# The checkout itself: its build backend is already in the environment, so nothing is fetched.
pip install --no-deps --no-build-isolation --no-index --editable .
