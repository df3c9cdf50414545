"""Runs the benchmarks and writes their table: `python -m benchmarks [PART OF A NAME...]`."""

import importlib
import os
import platform
import sys
from pathlib import Path

from benchmarks.measure import table

HERE = Path(__file__).parent
TABLE = HERE.parent / "build" / "bench.md"


def main(wanted: list[str]) -> int:
    """Run each benchmark whose name holds one of the words, or all without words."""
    names = sorted(path.stem for path in HERE.glob("bench_*.py"))
    chosen = [name for name in names if not wanted or any(word in name for word in wanted)]
    if not chosen:
        print(f"No benchmark matches {' '.join(wanted)}. There are: {', '.join(names) or 'none'}.", file=sys.stderr)
        return 1
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    report = [f"# Benchmarks\n\n{machine} on {platform.machine()}, {os.cpu_count()} cores.\n"]
    for name in chosen:
        print(f"{name} ...", file=sys.stderr, flush=True)
        module = importlib.import_module(f"benchmarks.{name}")
        report.append(table((module.__doc__ or name).strip().splitlines()[0].rstrip("."), module.measure()))
    text = "\n".join(report)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
