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
}

INTRODUCTION: Final = """\
# The rules of role-plays · De regels van rollenspellen

`course lint FILE` says what is wrong in a role-play or a play plan, with line, code and cure. Each code has a page:
what the rule is for, how to mend what it finds, and an example that fails beside the same one mended. In an example,
`…` is text that is left out, and `# base:` names the file that it is a piece of. `course lint --explain R101` shows
the page in your language.

`course lint BESTAND` zegt wat er mis is in een rollenspel of een speelplan, met regel, code en remedie. Elke code
heeft een pagina: waar de regel voor is, hoe je verbetert wat hij vindt, en een voorbeeld dat fout is naast hetzelfde
voorbeeld dat goed is. In een voorbeeld is `…` weggelaten tekst, en noemt `# base:` het bestand waar het een stuk van
is. `course lint --explain R101` toont de pagina in jouw taal.

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
