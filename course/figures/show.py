"""From what a reader chose to the page of a figure."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, Protocol

from course.figures import FIGURES
from course.figures.page import Choice, Control, Face, Guess, Option, Page, Told
from course.figures.words import Words, content
from course.roleplay.wording import capitalised

_SLACK: Final = 1e-9


class Maker(Protocol):
    """What the module of a figure holds.

    ``compute`` is the figure itself: numbers from numbers, without a word. ``measures`` are those of its numbers that a
    guess can be about, ``known`` fills its question.
    """

    controls: Callable[[Words, Choice], tuple[Control, ...]]
    compute: Callable[[Choice], Any]
    tell: Callable[[Any, Words, Face], Told]
    measures: Callable[[Any], Mapping[str, float]]
    known: Callable[[Words], dict[str, object]]
    scenario_of: Callable[[Choice], str]


def page(
    figure: str, given: Choice | None = None, language: str = "en", *, guess: str = "", face: Face | None = None
) -> Page:
    """A figure after some choices; what was not chosen, or cannot be, is as at the start.

    With ``guess`` (the id of an option), the choices are those that the guess is about, and it is judged.

    Raises:
        KeyError: there is no such figure.
    """
    if figure not in FIGURES:
        raise KeyError(figure)
    words, make = Words(figure, language), maker(figure)
    asked: Mapping[str, Any] | None = content(figure).get("guess")
    guessed = asked is not None and any(guess == option["id"] for option in asked["options"])
    chosen = _set(asked) if asked is not None and guessed else dict(given or {})
    controls = make.controls(words, chosen)
    choice = {control.id: control.value for control in controls}
    found = make.compute(choice)
    return Page(
        id=figure,
        language=language,
        title=words("title"),
        intro=words("intro"),
        controls=controls,
        told=make.tell(found, words, face or _nobody),
        guess=_guess(words, asked, guess if guessed else "", make.measures(found)) if asked is not None else None,
        source=_source(words, make.scenario_of(choice)),
    )


def maker(figure: str) -> Maker:
    """The module of a figure."""
    found: Any = import_module(f"course.figures.{figure.replace('-', '_')}")
    return found  # type: ignore[no-any-return]  # a module is a Maker by what it holds; tests look


def right_option(figure: str, measures: Mapping[str, float]) -> str:
    """The option of a guess that the numbers prove right.

    Raises:
        LookupError: none or several do; the file of the figure is wrong.
    """
    asked = content(figure)["guess"]
    value = measures[asked["measure"]]
    fitting = [
        str(option["id"])
        for option in asked["options"]
        if option.get("least", value) - _SLACK <= value <= option.get("most", value) + _SLACK
    ]
    if len(fitting) != 1:
        raise LookupError(f"{figure}: {value} fits {fitting}")
    return fitting[0]


def _set(asked: Mapping[str, Any]) -> Choice:
    return {name: tuple(value) if isinstance(value, list) else str(value) for name, value in asked["set"].items()}


def _guess(words: Words, asked: Mapping[str, Any], guess: str, measures: Mapping[str, float]) -> Guess:
    known = maker(words.figure).known(words)
    options = tuple(Option(o["id"], words(f"guess.options.{n}", **known)) for n, o in enumerate(asked["options"]))
    question = words("guess.question", **known)
    if not guess:
        return Guess(question, options)
    right = right_option(words.figure, measures)
    texts = {option.id: option.text for option in options}
    said = words.common("guess_right" if guess == right else "guess_other", thought=texts[guess], found=texts[right])
    return Guess(question, options, f"{said} {words('guess.why', **known)}")


def _source(words: Words, scenario: str) -> str:
    from course.figures.cases import case  # noqa: PLC0415 - reads YAML; the ids of figures are wanted without

    return words.common("source", title=capitalised(words.of(case(scenario).title)))


def _nobody(name: str, mood: str) -> str | None:
    return None
