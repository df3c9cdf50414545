"""What a student reads about an answer that may be judged at once, and about a score part."""

from typing import Any

from course.answers import Item
from course.locale import Language, both, say
from course.scoring import Judged, Verdict, basis

_FULL = 1 - 1e-9


def verdict_news(verdict: Verdict, language: Language) -> tuple[str, str]:
    """One sentence about the whole answer, and its tone."""
    if verdict.share >= _FULL:
        return say("ask.self_right", language), "good"
    if verdict.share > 0:
        return say("ask.self_partly", language, percent=round(100 * verdict.share)), "plain"
    return say("ask.self_wrong", language), "plain"


def feedback_view(item: Item, verdict: Verdict, language: Language) -> dict[str, Any]:
    """Every part of an answer with its explanation: what was chosen first, then the rest."""
    parts = sorted(verdict.parts, key=lambda part: not part.chosen)
    return {
        "heading": say("ask.feedback", language),
        "rule": verdict.rule.of(language),
        "rows": [_row(part, language) for part in parts],
        "basis": " ".join(text.of(language) for text in basis(item)),
    }


def _row(part: Judged, language: Language) -> dict[str, str]:
    mark = tag = _mark(part)
    said, wanted = part.said.of(language), part.wanted.of(language)
    notes = [say("ask.you_said", language, said=said)] if said and said != say("ask.your_choice", language) else []
    if said == say("ask.your_choice", language):
        notes = [said]
    if wanted and mark in {"wrong", "partly", "open"}:
        notes.append(say("ask.key_says", language, wanted=wanted))
    elif mark == "key" and part.wanted == both("reasons.right"):
        tag = "better"
    elif wanted and mark == "key":
        notes.append(wanted)
    return {
        "mark": mark,
        "tag": say(f"ask.mark_{tag}", language) if mark != "other" else "",
        "label": part.label.of(language),
        "notes": "; ".join(notes),
        "why": part.why.of(language),
    }


def _mark(part: Judged) -> str:
    if not part.chosen:
        if part.share is not None:
            return "open"
        return "key" if part.wanted.en else "other"
    if part.share is None:
        return "other"
    if part.share >= _FULL:
        return "right"
    return "partly" if part.share > 0 else "wrong"
