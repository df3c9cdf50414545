"""All cases. ``python -m tests.autograder.broken.table`` prints them."""

from tests.autograder.broken import cells, files, formats, journals, notebooks, programs
from tests.autograder.broken.case import CASES, Case, Seen

AREAS = (cells, notebooks, files, journals, formats, programs)


def _unique(cases: list[Case]) -> tuple[Case, ...]:
    """Each under a name of its own, with the area before it: the names become students."""
    found = {}
    for each in cases:
        area = each.change.__module__.rpartition(".")[2]
        found[f"{area}.{each.name}"] = each
    assert len(found) == len(cases)
    return tuple(
        Case(name, *(getattr(each, field) for field in Case.__slots__[1:])) for name, each in sorted(found.items())
    )


TABLE = _unique(CASES)
TRIED = tuple(each for each in TABLE if each.tried)


def main() -> None:
    seen = {Seen.BY_ALL: "", Seen.BY_OURS: "our command only", Seen.REFUSED: "refused with a reason"}
    print("| hand-in | what happened | stock nbgrader | points | noted | |\n|---|---|---|---|---|---|")
    for each in TABLE:
        points = sum(each.points[name] or 0.0 for name in each.points) if each.seen != Seen.REFUSED else 0.0
        notes = ", ".join(sorted(each.notes)) or "–"
        print(f"| {each.name} | {each.what} | {each.stock.value} | {points:g} of 10 | {notes} | {seen[each.seen]} |")
    print(f"\n{len(TABLE)} cases, {len(TRIED)} of them tried first.")


if __name__ == "__main__":
    main()
