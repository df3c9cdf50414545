"""Damage to the history: lines in another order, twice, of somebody else, at another time, in another attempt."""

from autograder.class_folder.classroom import JOURNAL
from course.roleplay.load import library
from tests.autograder.fuzz.mutant import EVERYWHERE, Mutant, Raw
from tests.autograder.fuzz.oddities import odd


def dropped(mutant: Mutant) -> None:
    lines = mutant.lines()
    for _ in range(mutant.random.choice((1, 2, len(lines) // 2))):
        if lines:
            lines.pop(mutant.random.randrange(len(lines)))
    mutant.write_lines(lines, EVERYWHERE)


def ended_early(mutant: Mutant) -> None:
    lines = mutant.lines()
    mutant.write_lines(lines[: mutant.random.randrange(len(lines))], EVERYWHERE)


def reordered(mutant: Mutant) -> None:
    lines = mutant.lines()
    if mutant.random.random() < 0.5:
        mutant.random.shuffle(lines)
    else:
        first, second = mutant.random.randrange(len(lines)), mutant.random.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
    mutant.write_lines(lines)


def replayed(mutant: Mutant) -> None:
    """Decisions once more, in the same attempt or in another."""
    lines = mutant.lines()
    first = mutant.random.randrange(len(lines))
    again = lines[first : first + mutant.random.choice((1, 3, 1_000))]
    attempt = mutant.random.choice((1, 1, 2, 99))
    moved = [
        {**line, "attempt": attempt, "at": mutant.random.choice((line["at"], "2026-12-01T00:00:00Z"))} for line in again
    ]
    place = mutant.random.choice((len(lines), mutant.random.randrange(len(lines))))
    mutant.write_lines([*lines[:place], *moved, *lines[place:]])


def many_attempts(mutant: Mutant) -> None:
    count = mutant.random.choice((2, 20, 120))
    lines = mutant.lines()
    part = mutant.random.choice((lines, lines[:1], lines[: len(lines) // 2], lines[1:]))
    numbers = [mutant.random.choice((n, n * 7, 10_000 - n)) + 1 for n in range(count)]
    mutant.write_lines([{**line, "attempt": number} for number in numbers for line in part])


def spliced(mutant: Mutant) -> None:
    """The beginning of one's own history and the end of somebody else's, or one between the other."""
    other = mutant.other()
    mutant.played.append(other)
    lines, theirs = mutant.lines(), [dict(line) for line in other.lines]
    if mutant.random.random() < 0.5:
        cut = mutant.random.randrange(len(lines))
        mixed = lines[:cut] + theirs[min(cut, len(theirs)) :]
    else:
        mixed = sorted(lines + theirs, key=lambda _: mutant.random.random())
    mutant.write_lines(mixed)


def of_somebody_else(mutant: Mutant) -> None:
    other = mutant.other()
    mutant.played.append(other)
    attempt = mutant.random.choice((1, 2))
    mutant.write_lines([*mutant.lines(), *({**line, "attempt": attempt} for line in other.lines)])


def fields_changed(mutant: Mutant) -> None:
    """One field of some lines, or of all of them."""
    lines = mutant.lines()
    field = mutant.random.choice(("format", "item", "attempt", "value", "at"))
    new = odd(mutant.random)
    for line in lines if mutant.random.random() < 0.3 else mutant.random.sample(lines, min(3, len(lines))):
        line[field] = new
    mutant.write_lines(lines)


def attempts_changed(mutant: Mutant) -> None:
    numbers = (
        0, -1, True, 1.0, 1.5, "1", 10_001, 2**63, Raw("1" * 5_000), Raw("1e400"), Raw("NaN"), None, [1], 10_000, 2,
    )  # fmt: skip
    lines = mutant.lines()
    for line in lines[mutant.random.randrange(len(lines)) :]:
        line["attempt"] = mutant.random.choice(numbers)
    mutant.write_lines(lines)


def times_changed(mutant: Mutant) -> None:
    times = (
        "", "now", "2026-11-21", "2026-11-21T10:15:02", "2026-11-21T10:15:02+01:00", "9999-99-99T99:99:99Z", 0, None,
        "٢٠٢٦-11-21T10:15:02Z", "2026-11-21T10:15:02Z\n", "-026-11-21T10:15:02Z", "1970-01-01T00:00:00Z",
    )  # fmt: skip
    lines = mutant.lines()
    for line in lines:
        if mutant.random.random() < 0.3:
            line["at"] = mutant.random.choice(times)
    mutant.write_lines(lines)


def another_game(mutant: Mutant) -> None:
    """The first line says that something else was played."""
    lines = mutant.lines()
    for line in lines:
        value = line["value"]
        if value.get("kind") == "start":
            key = mutant.random.choice(("scenario", "variant", "hashes", "kind", "all"))
            if key == "all":
                line["value"] = {"kind": "start"}
            elif key == "hashes" and mutant.random.random() < 0.7:
                names = [*value["hashes"], "scenes/none", "", "x" * 1_000]
                for name in mutant.random.sample(names, 2):
                    value["hashes"][name] = mutant.random.choice(("0" * 12, "", None, odd(mutant.random)))
            else:
                value[key] = mutant.random.choice((*library(), "stiff", "", None, odd(mutant.random)))
    mutant.write_lines(lines)


def torn(mutant: Mutant) -> None:
    """Lines joined, halved, indented: what editors and merge tools leave."""
    rows = mutant.files.get(JOURNAL, b"").split(b"\n")
    for _ in range(mutant.random.choice((1, 2, 10))):
        place = mutant.random.randrange(len(rows))
        row = rows[place]
        rows[place] = mutant.random.choice(
            (row[: len(row) // 2], b"  " + row, row + row, row + b",", b"[" + row, b"", row[1:])
        )
    mutant.files[JOURNAL] = mutant.random.choice((b"\n", b"", b"\r\n")).join(rows)


ALL = (
    dropped, ended_early, reordered, replayed, many_attempts, spliced, of_somebody_else, fields_changed,
    attempts_changed, times_changed, another_game, torn,
)  # fmt: skip
REMOVING = (dropped, ended_early)
