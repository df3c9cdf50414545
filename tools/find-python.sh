#!/bin/sh
# Prints the first Python of 3.11 or newer that can make a virtual environment; says what to do when there is none.
# Use: find-python.sh [CANDIDATE...]   (default: python3, then 3.13 down to 3.11)
set -u
[ "$#" -gt 0 ] || set -- python3 python3.13 python3.12 python3.11 python3.14 python
without_venv=
for candidate in "$@"; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$candidate" -c 'import sys; print(sys.executable)'
        exit 0
    fi
    without_venv=$candidate
done
if [ -n "$without_venv" ]; then
    echo "$without_venv cannot make virtual environments: install the package python3-venv, then run make again." >&2
else
    echo "No Python 3.11 or newer was found (tried: $*). Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2
fi
exit 1
