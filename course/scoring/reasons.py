"""Why an answer got its points, in sentences: what was said, what the key says and why, and what the key rests on."""

from course.answers.kinds import Item
from course.locale import Text
from course.scoring.verdict import EMPTY, Judged, Verdict, word

_FULL = 1 - 1e-9
#: A table of fifty cells needs no fifty sentences.
_MAX_PARTS = 12


def explain(verdict: Verdict) -> tuple[Text, ...]:
    """The rule in a sentence, then one sentence for each part that the student touched or missed."""
    touched = sorted(verdict.parts, key=lambda part: not part.chosen)
    told = [text for part in touched if (text := _explain_part(part)) is not None]
    if len(told) > _MAX_PARTS:
        told = [*told[:_MAX_PARTS], word("more_parts", count=len(told) - _MAX_PARTS)]
    return (verdict.rule, *told)


def basis(item: Item) -> tuple[Text, ...]:
    """The seed points that a question tests, and what its key rests on."""
    points = ", ".join(item.points)
    if not points:
        return ()
    if item.source == EMPTY:
        return (word("basis_points", points=points),)
    # A source may end in a full stop of its own.
    source = Text(item.source.en.rstrip("."), item.source.nl.rstrip("."))
    return (word("basis", points=points, source=source),)


def counted(number: int, count: int, policy: str, kind: str = "attempt") -> tuple[Text, ...]:
    """Which of several attempts counts; nothing when there is only one."""
    if count == 1:
        return ()
    policies = "policy" if kind == "attempt" else f"{kind}_policy"
    return (word(kind, number=number, count=count, policy=word(f"{policies}_{policy}")),)


def _explain_part(part: Judged) -> Text | None:
    values = {"label": part.label, "said": part.said, "wanted": part.wanted, "why": part.why}
    if part.label == EMPTY:
        return _tidy(word("part_number", **values))
    if not part.chosen:
        if part.wanted == EMPTY:
            return None
        return _tidy(word("part_key" if part.share is None else "part_missed", **values))
    if part.share is not None and part.share >= _FULL:
        return _tidy(word("part_right", **values))
    return _tidy(word("part_other" if part.wanted == EMPTY else "part_wrong", **values))


def _tidy(text: Text) -> Text:
    return Text(text.en.rstrip(), text.nl.rstrip())
