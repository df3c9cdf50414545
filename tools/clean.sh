#!/bin/sh
# Removes what was built and the caches, but never the notebooks that a student works in.
set -eu
for path in build/* build/.[!.]* dist .mypy_cache .pytest_cache .ruff_cache .hypothesis; do
    case $path in
        build/course-*) [ -e "$path" ] && echo "$path stays: a student's work may be in it." ;;
        *) rm -rf "$path" ;;
    esac
done
find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
