"""From the text of a play plan to its lines; everything that is wrong with the writing is said at once."""

from collections.abc import Iterator
from pathlib import Path

from course.findings import Finding, did_you_mean, listed
from course.roleplay.plans import expecting
from course.roleplay.plans.plan import EXPECTS, REMARK, VARIANT, WORDS, Line, Plan, PlanError


def read(file: Path | str) -> tuple[Plan, list[Finding]]:
    """The plan in a file, and what is wrong with its lines; a plan with findings is not to be played."""
    name = str(file)
    try:
        text = Path(file).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Plan(name), [Finding("P002", name, line, 1)]
    except OSError as error:
        return Plan(name), [Finding("P001", name, 1, 1, {"problem": error.strerror or type(error).__name__})]
    return parse(text, name)


def parse(text: str, file: str) -> tuple[Plan, list[Finding]]:
    """As :func:`read`, for text that is at hand; ``file`` is the name that findings show."""
    lines = list(_lines(text))
    variants = [line for line in lines if line.words[0] == VARIANT]
    expected = [line for line in lines if line.words[0] == EXPECTS]
    decisions = [line for line in lines if line.words[0] not in (VARIANT, EXPECTS)]
    findings = []
    for line in lines:
        try:
            _look(line, is_first=line is lines[0])
        except PlanError as error:
            findings.append(error.finding(file, line))
    last = text.count("\n") + (not text.endswith("\n"))
    plan = Plan(file, tuple(decisions), tuple(expected), variants[0] if variants else None, max(1, last))
    return plan, findings


def _lines(text: str) -> Iterator[Line]:
    for number, raw in enumerate(text.split("\n"), 1):
        written = raw.split(REMARK)[0]
        # An arrow may stick to its first word.
        words = written.replace(EXPECTS, f"{EXPECTS} ", 1).replace(";", " ; ").split()
        if words:
            yield Line(number, len(written) - len(written.lstrip()) + 1, tuple(words))


def _look(line: Line, *, is_first: bool) -> None:
    """Whether a line is written as it should be.

    Raises:
        PlanError: it is not.
    """
    word, *rest = line.words
    if word == VARIANT:
        if not is_first:
            raise PlanError("P005")
        if len(rest) != 1:
            raise PlanError("P004", word=word, example="variant closed")
    elif word == EXPECTS:
        expecting.look(line)
    elif word not in WORDS:
        close = did_you_mean(word, WORDS)
        raise PlanError("P003", word=word, hint=close, words=listed(WORDS))
    elif not WORDS[word].least <= len(rest) <= WORDS[word].most:
        raise PlanError("P004", word=word, example=WORDS[word].example)
