"""Written answers by a grammar of all that Markdown, TeX and HTML have, put together as nobody would."""

from random import Random

from autograder.marking.rebuild import grader_metadata
from tests.autograder.fuzz.mutant import Mutant
from tests.autograder.nasty import HARMLESS, NASTY

WORDS = (
    "ik", "vroeg", "eerst", "*", "_", "**", "é", "\U0001f600", "&amp;", "&#x3c;", "&lt;script&gt;", "<", ">", "\\",
    "`", "$", "http://a.b/c", "a@b.nl",
)  # fmt: skip
OPEN = (
    "*", "_", "**", "__", "~~", "`", "``", "[", "![", "(", "<", "<b>", "<a href='", "$", "$$", "\\(", "\\[",
    "\\begin{x}", "{", "^", "==", "<!--", "&", '"',
)  # fmt: skip
CLOSE = (
    "*", "_", "**", "__", "~~", "`", "``", "](javascript:alert(1))", "](data:text/html;base64,PA==)", "][x]", ")",
    ">", "</b>", "'>", "$", "$$", "\\)", "\\]", "\\end{x}", "}", "-->", ";", '"',
)  # fmt: skip
LINES = (
    "> ", "- ", "* ", "1. ", "    ", "\t", "# ", "###### ", "| a | b |", "|--|:-:|", "---", "===", "```", "```html",
    "~~~", "[x]: javascript:alert(1)", "[^1]: note", ": term", "- [ ] ", "<div>", "</div>", "<script>", "<style>",
    "<!-- ", "<svg/onload=alert(1)>", "<?php", "<![CDATA[", "&nbsp;",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "java\tscript:alert(1)", "//evil.example/x", "data:image/svg+xml,<svg onload=alert(1)>",
    "https://a.b/", "attachment:a.png", "#", "\x01javascript:x",
)  # fmt: skip


def _inline(random: Random, depth: int) -> str:
    if depth <= 0:
        return random.choice(WORDS)
    parts = []
    for _ in range(random.randint(1, 4)):
        match random.randrange(5):
            case 0:
                parts.append(random.choice(WORDS))
            case 1:
                number = random.randrange(len(OPEN))
                other = number if random.random() < 0.6 else random.randrange(len(CLOSE))
                parts.append(OPEN[number] + _inline(random, depth - 1) + CLOSE[min(other, len(CLOSE) - 1)])
            case 2:
                parts.append(f"[{_inline(random, depth - 1)}]({random.choice(URLS)})")
            case 3:
                parts.append(
                    f"<{random.choice(('img src', 'a href', 'b onclick', 'input value'))}='{random.choice(URLS)}'>"
                )
            case _:
                parts.append(random.choice(OPEN) * random.choice((1, 2, 30)))
    return random.choice(("", " ", "\n")).join(parts)


def _text(random: Random) -> str:
    rows = []
    for _ in range(random.choice((1, 3, 10, 40))):
        begin = "".join(random.choice(LINES) for _ in range(random.choice((0, 1, 2, 12))))
        rows.append(begin + _inline(random, random.choice((1, 2, 3))))
    return random.choice(("\n", "\n\n")).join(rows)


def _write(mutant: Mutant, *texts: str) -> None:
    notebook = mutant.notebook()
    places = [cell for cell in notebook["cells"] if grader_metadata(cell).get("solution")]
    for cell in places:
        cell["source"] = texts[0]
        notebook["cells"] += [{**cell, "source": text, "id": f"copy-{n}"} for n, text in enumerate(texts[1:])]
    mutant.write_notebook(notebook)


def by_grammar(mutant: Mutant) -> None:
    _write(mutant, _text(mutant.random))


def repeated(mutant: Mutant) -> None:
    """A few pieces over and over, up to the length that is still rendered: what makes slow parsers slow."""
    random = mutant.random
    pieces = [random.choice((*OPEN, *CLOSE, *LINES, *WORDS)) for _ in range(random.choice((1, 1, 2, 3)))]
    unit = random.choice(("", " ", "\n", "\n\n")).join(pieces) + random.choice(("", " ", "\n", "\n\n", "a"))
    size = random.choice((100, 600, 6_000, 24_900, 26_000))
    text = (unit * (size // max(1, len(unit)) + 1))[:size]
    if random.random() < 0.5:
        # At most as many marks in a paragraph as are still rendered.
        step = max(1, 280 * len(unit) // max(1, *(unit.count(mark) for mark in "*_[`|<\\~$!")))
        text = "\n\n".join(text[n : n + step] for n in range(0, len(text), step))
    _write(mutant, text)


def attacked(mutant: Mutant) -> None:
    random = mutant.random
    parts = [random.choice((*NASTY, *HARMLESS)) for _ in range(random.choice((1, 2, 5)))]
    if random.random() < 0.5:
        place = random.randrange(1 + len(parts[0]))
        parts[0] = parts[0][:place] + random.choice((*OPEN, *LINES, "\x00", "\u2028")) + parts[0][place:]
    _write(mutant, random.choice(("", "\n", "\n\n")).join(parts))


def many_copies(mutant: Mutant) -> None:
    count = mutant.random.choice((2, 30, 900))
    _write(mutant, *(f"{n} {_inline(mutant.random, 1)}" for n in range(count)))


def long(mutant: Mutant) -> None:
    letter = mutant.random.choice(("a", "é", "\U0001f600", "a ", "a\n", "\ud800", "\x07", "a\n\n"))
    _write(mutant, letter * mutant.random.choice((24_000, 99_999, 100_001, 1_000_000)))


ALL = (by_grammar, by_grammar, repeated, repeated, attacked, many_copies, long)
REMOVING = (by_grammar, repeated, attacked, many_copies, long)
