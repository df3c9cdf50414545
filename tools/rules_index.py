"""Writes docs/rules/README.md, the index of the pages on rules: `python -m tools.rules_index`."""

from pathlib import Path
from typing import Final

from course.findings import page, pages

INDEX: Final = Path(__file__).parents[1] / "docs" / "rules" / "README.md"

GROUPS: Final = {
    "S0": ("The file as YAML", "Het bestand als YAML"),
    "S1": ("The shape of the file", "De vorm van het bestand"),
    "R0": ("Names and numbers that fit together", "Namen en getallen die bij elkaar passen"),
    "R1": ("Scenes, and what is left unused", "Scènes, en wat ongebruikt blijft"),
    "R2": ("Texts", "Teksten"),
    "R3": ("What playing the role-play shows", "Wat blijkt als je het rollenspel speelt"),
    "P0": ("Play plans", "Speelplannen"),
    "N0": ("Notes to play plans", "Notities bij speelplannen"),
    "L00": ("Lessons and exercises: cells", "Lessen en opdrachten: cellen"),
    "L01": ("Lessons and exercises: twins", "Lessen en opdrachten: tweelingen"),
    "L02": ("Lessons and exercises: what is graded", "Lessen en opdrachten: wat beoordeeld wordt"),
    "L03": ("Lessons and exercises: what authors write of a cell", "Lessen en opdrachten: wat je van een cel schrijft"),
    "L04": (
        "Lessons and exercises: both languages, to read and to listen to",
        "Lessen en opdrachten: beide talen, om te lezen en te beluisteren",
    ),
    "L05": ("Lessons and exercises: links and parts", "Lessen en opdrachten: links en onderdelen"),
    "L06": ("Lessons and exercises: the file", "Lessen en opdrachten: het bestand"),
    "L07": ("Lessons and exercises: how the words stand", "Lessen en opdrachten: hoe de woorden staan"),
    "L10": ("A lesson as a whole", "Een les als geheel"),
    "L11": ("Words of the course", "Woorden van de cursus"),
    "L12": ("Sources and law", "Bronnen en recht"),
    "L13": ("How hard it is to read", "Hoe moeilijk het leest"),
    "L14": ("Running a page", "Een pagina uitvoeren"),
    "L15": ("Tactic cards", "Tactiekkaarten"),
    "Q00": ("Questions: what must be mended", "Vragen: wat verbeterd moet worden"),
    "Q01": ("Questions: tables and figures", "Vragen: tabellen en getallen"),
    "Q02": ("Questions: how they are written", "Vragen: hoe ze geschreven zijn"),
}

INTRODUCTION: Final = """\
# The rules of the linter · De regels van de controle

`course lint FILE` says what is wrong in a role-play, a lesson or a question, with line, code and cure. Each code has a
page: what the rule is for, how to mend what it finds, and an example that fails beside the same one mended. In an
example, `…` is text that is left out, and `# base:` names the file that it is a piece of. `course lint --explain R101`
shows the page in your language.

`course lint BESTAND` zegt wat er mis is in een rollenspel, een les of een vraag, met regel, code en remedie. Elke
code heeft een pagina: waar de regel voor is, hoe je verbetert wat hij vindt, en een voorbeeld dat fout is naast
hetzelfde voorbeeld dat goed is. In een voorbeeld is `…` weggelaten tekst, en noemt `# base:` het bestand waar het een
stuk van is. `course lint --explain R101` toont de pagina in jouw taal.

This list is made from the pages by `python -m tools.rules_index`.
"""


def index() -> str:
    """The index as the pages have it now."""
    parts = [INTRODUCTION]
    for group, (en, nl) in GROUPS.items():
        rows = [_row(code) for code in pages() if code.startswith(group)]
        if rows:
            parts.append(
                "\n".join([f"## {en} · {nl}", "", "| code | English | Nederlands |", "|---|---|---|", *rows, ""])
            )
    return "\n".join(parts)


def _row(code: str) -> str:
    title = page(code).title
    return f"| [{code}](../../course/rules/{code}.md) | {title.en} | {title.nl} |"


if __name__ == "__main__":
    INDEX.parent.mkdir(parents=True, exist_ok=True)
    INDEX.write_text(index(), encoding="utf-8")
    print(f"{len(pages())} rules in {INDEX.name}")
