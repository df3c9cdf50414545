"""Walking through the authoring guide: its example is built from its own blocks, and its tables from our own words.

A page is followed from top to bottom; what a fence begins with says what its block is:

- ``sh``: commands; those that begin with ``course`` are typed (``sh setup``: left out);
- ``yaml find`` and then ``yaml replace`` or ``yaml below``: what to look for in the file, and what to put there;
- ``text file NAME``: a file to write;
- ``text says``: what ``course lint --quick`` says then; ``text says all``: what ``course lint`` says, players and all;
- anything else is shown and not followed.

``python -m tests.roleplay.guide`` writes what the linter says, and the tables, into the pages, and
draws their pictures.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from course.cli import app
from course.findings import Finding
from course.locale import LANGUAGES, Language, area, both, say
from course.roleplay.checks import lint, render
from course.roleplay.load import load
from course.roleplay.picture import picture
from course.roleplay.schema import schema
from tests.roleplay import references

FOLDER = Path(__file__).parents[2] / "docs" / "authoring"
PAGES: dict[Language, Path] = {"en": FOLDER / "README.md", "nl": FOLDER / "LEESMIJ.md"}
PICTURES: dict[Language, Path] = {language: FOLDER / f"clubhouse-{language}.svg" for language in LANGUAGES}
EXAMPLE = "clubhouse.yaml"
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
KINDS = ("act", "condition", "stop")
KEPT = re.compile(rf"(<!-- ({'|'.join(KINDS)}) -->\n).*?(<!-- end -->)", flags=re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block of a page; ``line`` counts from 1."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Said:
    """What the linter says at one step, and what the page tells."""

    line: int
    told: str
    found: str


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [Block(m[1].strip(), m[2], page[: m.start()].count("\n") + 1) for m in FENCE.finditer(page)]


def walk(page: str, language: Language, folder: Path) -> Iterator[Said]:
    """Builds the example in ``folder``, step by step; gives what the linter says wherever the page tells it."""
    find: Block | None = None
    with inside(folder):
        for block in blocks(page):
            match block.kind.split():
                case ["sh"]:
                    for line in block.text.splitlines():
                        typed(line, language)
                case ["yaml", "find"]:
                    find = block
                case ["yaml", ("replace" | "below") as how]:
                    assert find is not None, f"line {block.line}: nothing to find before it"
                    change(find, block, keep=how == "below")
                    find = None
                case ["text", "file", name]:
                    Path(name).parent.mkdir(parents=True, exist_ok=True)
                    Path(name).write_text(block.text, encoding="utf-8")
                case ["text", "says"]:
                    yield Said(block.line, block.text, linted(language))
                case ["text", "says", "all"]:
                    yield Said(block.line, block.text, linted_in_full(language))


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Works in a folder, as somebody at a terminal does."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def typed(line: str, language: Language) -> None:
    """A command of the page; a game that is begun is left at once."""
    words = line.partition("#")[0].split()
    if words[:1] != ["course"]:
        return
    result = CliRunner().invoke(app, [*words[1:], "--language", language], input="q\n")
    assert result.exit_code in (0, 1), f"{line}: {result.output}"


def linted(language: Language) -> str:
    """What ``course lint --quick`` says of the example now: how players fare is a matter of taste until the end."""
    return CliRunner().invoke(app, ["lint", "--quick", EXAMPLE, "--language", language]).stdout


def linted_in_full(language: Language) -> str:
    """What ``course lint`` says of the example now.

    Both pages build the same file but for its remarks, so that the players have to play it only once.
    """
    bare = re.sub(r"^ *#.*$", "", Path(EXAMPLE).read_text(encoding="utf-8"), flags=re.MULTILINE)
    if bare not in _PLAYED:
        _PLAYED[bare] = lint([Path(EXAMPLE)], played=True)
    return (render(_PLAYED[bare], language) or say("cli.nothing_found", language)) + "\n"


_PLAYED: dict[str, list[Finding]] = {}
"""What the whole linter found in an example without its remarks."""


def change(find: Block, put: Block, *, keep: bool) -> None:
    """What an author does with a piece of the file."""
    file = Path(EXAMPLE)
    text = file.read_text(encoding="utf-8")
    assert text.count(find.text) == 1, (
        f"line {find.line}: stands {text.count(find.text)} times in the file:\n{find.text}"
    )
    file.write_text(text.replace(find.text, find.text + put.text if keep else put.text), encoding="utf-8")


def table(kind: str, language: Language) -> str:
    """A table of the words of one kind: act, condition or stop."""
    rows = []
    for word in schema()["$defs"][kind]["properties"]:
        if f"{kind}_{word}" not in area("words"):
            continue  # a partner of an act, such as "to"
        form, dash, meaning = both(f"words.{kind}_{word}").of(language).partition(" - ")
        if kind == "act":
            assert dash, word
            rows.append(f"| `{form}` | {both(f'acts.{word}').of(language)} | {capital(meaning)} |")
        else:
            rows.append(f"| `{word}` | {form} |")
    heads = {
        ("act", "en"): "| act | in the debrief | what it does |\n| --- | --- | --- |",
        ("act", "nl"): "| handeling | in de nabespreking | wat het doet |\n| --- | --- | --- |",
        ("condition", "en"): "| word | what stands behind it |\n| --- | --- |",
        ("condition", "nl"): "| woord | wat erachter staat |\n| --- | --- |",
        ("stop", "en"): "| stop | what its number counts |\n| --- | --- |",
        ("stop", "nl"): "| halte | wat het getal telt |\n| --- | --- |",
    }
    return "\n".join([heads[kind, language], *rows])


def capital(text: str) -> str:
    """The same with a capital."""
    return text[:1].upper() + text[1:]


def with_tables(page: str, language: Language) -> str:
    """The page with its tables as our words are now."""
    return KEPT.sub(lambda m: f"{m[1]}{table(m[2], language)}\n{m[3]}", page)


def with_sayings(page: str, language: Language, folder: Path) -> str:
    """The page with what the linter says now."""
    said = {each.line: each.found for each in walk(page, language, folder)}

    def fill(found: re.Match[str]) -> str:
        line = page[: found.start()].count("\n") + 1
        return f"```{found[1]}\n{said[line]}```" if line in said else found[0]

    return FENCE.sub(fill, page)


def drawn(language: Language, folder: Path) -> str:
    """The picture of the example that stands finished in ``folder``."""
    return picture(load(folder / EXAMPLE), PICTURES[language], language)


def renew() -> None:
    """Brings both pages, their pictures and the pages of names up to date."""
    references.renew()
    for language in LANGUAGES:
        page = PAGES[language]
        with TemporaryDirectory() as folder:
            text = with_tables(page.read_text(encoding="utf-8"), language)
            page.write_text(with_sayings(text, language, Path(folder)), encoding="utf-8")
            PICTURES[language].write_text(drawn(language, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    renew()
