#!/bin/sh
# Runs the tests, but the browser's, on each Python that the course promises, as far as it is on this machine.
# Use: test-pythons.sh [PYTHON...]   (default: python3.11 python3.12 python3.13)
set -eu
[ "$#" -gt 0 ] || set -- python3.11 python3.12 python3.13
ran=
for python in "$@"; do
    if ! version=$("$python" -c 'import ensurepip, sys, venv; print("%d.%d" % sys.version_info[:2])' 2>/dev/null); then
        echo "$python: not here, skipped."
        continue
    fi
    folder=build/python-$version
    echo "Python $version: setting up $folder"
    [ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
    pip="$folder/bin/python -m pip --disable-pip-version-check --quiet"
    $pip install --require-hashes --requirement requirements/dev.txt
    $pip install --no-deps --no-build-isolation --no-index --editable .
    "$folder/bin/python" -m pytest -m "not browser" --numprocesses=logical --no-loadscope-reorder
    ran="$ran $version"
done
[ -n "$ran" ] || { echo "None of these Pythons is here: $*" >&2; exit 1; }
echo "All tests but the browser's passed on Python$ran."
