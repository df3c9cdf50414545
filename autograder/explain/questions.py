"""A graded question: what was answered, which answer counts and why, what the key says, how the points follow."""

from collections.abc import Sequence
from typing import Final

from autograder.explain.explanation import AnswerPart, Attempt, Question
from autograder.marking.labels import first_words
from course.answers.answer import check_answer
from course.answers.collect import Collected
from course.answers.kinds import Classify, Item, Key, Number, Table
from course.answers.line import Line
from course.answers.remark import DistrustedError
from course.locale import Text, say
from course.scoring import Book, KeyMismatchError, Policy, Verdict, judge, number_text, points_of
from course.scoring.verdict import EMPTY

LONGEST: Final = 160
LOOK_BACK: Final = 50
"""Impossible answers that scoring passes over."""
MOST_SHOWN: Final = 20
"""Answers to one question that are listed; nobody who means well gives more."""


def explain_question(
    item: str, maximum: float, collected: Collected, book: Book, policy: Policy, language: str
) -> tuple[Question | None, tuple[Attempt, ...]]:
    """What there is to say about a question, and every answer to it; ``None`` when it has no key."""
    asked, key = book.items.get(item), book.keys.get(item)
    if asked is None or key is None:
        return None, ()
    lines = collected.of(item)
    verdicts = [_verdict(asked, key, line) for line in lines]
    place = _counting(verdicts, policy)
    attempts = tuple(
        _attempt(n, line, verdicts[n], maximum, place, policy, language, is_choice=asked.kind == "choice")
        for n, line in enumerate(lines)
        if n >= len(lines) - MOST_SHOWN or n == place
    )
    verdict = verdicts[place] if place is not None else None
    share = verdict.share if isinstance(verdict, Verdict) else None
    question = Question(
        item,
        asked.kind,
        asked.question.of(language),
        asked.points,
        asked.source.of(language),
        asked.status,
        say(f"explain.formula_{_formula(asked)}", language, **_margins(asked)),
        share,
        _parts(verdict, language) if isinstance(verdict, Verdict) else (),
    )
    return question, attempts


def _verdict(item: Item, key: Key, line: Line) -> Verdict | Text:
    """What the key makes of an answer, or why it can be no answer."""
    try:
        check_answer(item, line.value)
        return judge(item, key, line.value)
    except DistrustedError as error:
        return error.remark().text
    except KeyMismatchError:
        return EMPTY


def _counting(verdicts: Sequence[Verdict | Text], policy: Policy) -> int | None:
    """Which answer counts, as in :mod:`course.scoring.cell`: the first, or the last that can be one."""
    if not verdicts:
        return None
    if policy == "first":
        return 0
    possible = [n for n, verdict in enumerate(verdicts) if isinstance(verdict, Verdict)]
    return possible[-1] if possible and possible[-1] >= len(verdicts) - LOOK_BACK else None


def _attempt(
    n: int,
    line: Line,
    verdict: Verdict | Text,
    maximum: float,
    place: int | None,
    policy: Policy,
    language: str,
    *,
    is_choice: bool,
) -> Attempt:
    counts = n == place
    if not isinstance(verdict, Verdict):
        why = say("explain.answer_impossible", language, why=verdict)
        return Attempt(n + 1, line.at, first_words(str(dict(line.value)), LONGEST), None, None, counts, why)
    code = f"counts_{policy}" if counts else "first_counts" if policy == "first" else "replaced"
    return Attempt(
        n + 1,
        line.at,
        _said(verdict, language, is_choice=is_choice),
        points_of(verdict.share, maximum),
        None,
        counts,
        say(f"explain.answer_{code}", language),
    )


def _said(verdict: Verdict, language: str, *, is_choice: bool) -> str:
    """An answer in one line."""
    chosen = [part for part in verdict.parts if part.chosen and part.said != EMPTY]
    if is_choice:
        return first_words("; ".join(part.label.of(language) for part in chosen), LONGEST)
    told = (
        f"{first_words(part.label.of(language), 50)}: {part.said.of(language)}"
        if part.label != EMPTY
        else part.said.of(language)
        for part in chosen
    )
    return first_words("; ".join(told), LONGEST)


def _parts(verdict: Verdict, language: str) -> tuple[AnswerPart, ...]:
    return tuple(
        AnswerPart(
            part.label.of(language),
            part.said.of(language),
            part.wanted.of(language),
            part.why.of(language),
            part.share,
            part.chosen,
        )
        for part in verdict.parts
    )


def _formula(item: Item) -> str:
    return f"classify_{item.scale}" if isinstance(item, Classify) else item.kind


def _margins(item: Item) -> dict[str, Text]:
    if not isinstance(item, Number | Table):
        return {}
    scale = 1 if item.absolute else 100
    unit = "" if item.absolute else "%"
    return {name: _with(scale * getattr(item, name), unit) for name in ("tolerance", "half")}


def _with(value: float, unit: str) -> Text:
    text = number_text(value, 4)
    return Text(text.en + unit, text.nl + unit)
