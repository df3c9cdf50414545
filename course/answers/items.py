"""Questions as teachers write them: ``exercises/<assignment>/items.yaml`` and ``lessons/<lesson>.quiz.yaml``.

A file begins with ``format: 1`` and holds a list of ``items``. Every item has

- ``id``: letters, digits, ``-`` and ``_``; the word that stands in ``ask("...")``
- ``kind``: one of the eight below
- ``points``: the seed points that it tests, such as ``[C17, C18]``
- ``source``: what the key rests on; one text, or ``{en, nl}`` where it is more than a name and a year
- ``status``: ``provisional`` (as long as no practitioners have rated it; the default) or ``rated``
- ``goal``: in a test before and after, the lesson whose goal it tests, such as ``L3``
- ``question``: ``{en, nl}``; say what somebody *should* do, not what they would do
- ``key``: the right answer; it never reaches the students of a graded item

Options stand in the order in which students see them, each with its ``id``, its ``text`` and ``why``: what is right or
wrong about it, which students read after grading, or at once in a quiz. Give options names that do not betray the key.
Put texts in ``>-`` blocks.

**choice**: choose one. The key is an option::

    - id: e1c-1
      kind: choice
      points: [C17, C18]
      source: Mastenbroek, Negotiate (1989)
      question:
        en: >-
          Your department head says: put two weeks in the contract goals, end of discussion. What should you do?
        nl: >-
          Je afdelingshoofd zegt: zet twee weken in de doelen, einde discussie. Wat moet je doen?
      options:
        - id: interest
          text:
            en: >-
              Ask what goes wrong at three weeks.
            nl: >-
              Vragen wat er misgaat bij drie weken.
          why:
            en: >-
              Right: behind the two weeks stands an interest, and with that you can negotiate.
            nl: >-
              Goed: achter de twee weken zit een belang, en daarmee kun je onderhandelen.
        - ...
      key: interest

**best_worst**: the best and the worst of four. Best right and worst right count one each; what should be called the
worst, called the best, takes one off::

    - id: e1c-2
      kind: best_worst
      ...
      options: [...]
      key: {best: interest, worst: promise}

**rating**: how wise is each, from 1 to 5. The key is the mean that experts gave::

    - id: e3-1
      kind: rating
      ...
      options: [...]
      key: {interest: 4.6, promise: 1.4, refuse: 2.2}

**order**: put the steps in order. Options stand in the order shown at first, the key in the right one::

    - id: e1b
      kind: order
      ...
      options: [...]
      key: [talks, mandate, table, report, vote]

**classify**: put each in a class. With ``scale: ordinal`` the classes form a scale, and near is better than far; with
``nominal`` (the default) an option is in its class or not::

    - id: e5b
      kind: classify
      scale: ordinal
      classes:
        - id: hardening
          text: {en: Hardening, nl: Verharding}
        - ...
      ...
      options: [...]
      key: {no-reply: hardening, public-letter: coalitions}

**number**: work it out. Full points within 1%, half within 10%; ``tolerance`` and ``half`` set other shares, and with
``absolute: true`` they are amounts (write that when the right number is 0). ``why`` stands with the item::

    - id: zopa-size
      kind: number
      unit: {en: packages, nl: pakketten}
      tolerance: 0
      half: 0.1
      ...
      why:
        en: >-
          Count the packages that both sides prefer to no deal.
        nl: >-
          Tel de pakketten die beide kanten liever hebben dan geen akkoord.
      key: 22

The same item serves ``ask("zopa-size")``, where students type the number, and ``record("zopa-size", value)``, where
they compute it.

**table**: fill in the cells. A column asks for numbers, or for one of its ``choices``. ``given`` cells are filled in
already (with ``""`` for a cell that stays empty); the key holds all others. ``why`` stands with each row::

    - id: e1a
      kind: table
      ...
      columns:
        - id: side
          text: {en: Which table, nl: Welke tafel}
          choices:
            - id: home
              text: {en: At home, nl: Thuis}
            - id: other
              text: {en: Across, nl: Aan de overkant}
        - id: votes
          text: {en: Votes, nl: Stemmen}
          unit: {en: seats, nl: zetels}
      rows:
        - id: finance
          text: {en: Finance, nl: Financiën}
          why: {en: ..., nl: ...}
        - ...
      given: {finance: {votes: 3}}
      key: {finance: {side: home}, production: {side: home, votes: 2}}

**estimate**: how sure are you, from 0 to 100%, that each statement is true. Scored by Brier, so that saying what you
really think pays best. The key says which are true::

    - id: e9c
      kind: estimate
      ...
      options: [...]
      key: {folded-arms: false, votes-follow-shares: true}
"""

import json
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from course.answers.as_data import ItemsError, read_item, read_key
from course.answers.checks import check_items
from course.answers.fairness import advise
from course.answers.kinds import Authored
from course.findings import Finding, in_order
from course.roleplay.schema import shape_findings
from course.roleplay.strict_yaml import StrictYamlError, load
from course.validator import Draft202012Validator


class ItemsFileError(ItemsError):
    """A file of items cannot be used; ``findings`` say where and what to write instead."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(finding.describe("en") for finding in findings))
        self.findings = findings


def read_items(path: Path) -> tuple[tuple[Authored, ...], list[Finding]]:
    """The items of a file with their keys, and everything to mend in it; no items when it cannot be used."""
    try:
        authored, findings = _read(path.read_bytes(), str(path))
    except OSError as error:
        return (), [Finding("S022", str(path), 1, 1, {"problem": error.strerror or error})]
    return authored, list(findings)


@lru_cache(maxsize=64)
def _read(text: bytes, file: str) -> tuple[tuple[Authored, ...], tuple[Finding, ...]]:
    """What stands in a file; the same text is looked at once, however many pages and checks ask."""
    try:
        data, lines = load(text)
    except StrictYamlError as error:
        return (), (error.finding(file),)
    findings = shape_findings(data, lines, file, _validator())
    if findings:
        return (), tuple(in_order(findings))
    authored = tuple(_authored(item) for item in data["items"])
    return authored, tuple(in_order(check_items(authored, lines, file)))


def lint_items(path: Path) -> list[Finding]:
    """Everything to mend in a file of items, and what would help a guesser."""
    authored, findings = read_items(path)
    if not authored:
        return findings
    _, lines = load(path.read_bytes())
    return in_order([*findings, *advise(authored, lines, str(path))])


def load_items(path: Path) -> tuple[Authored, ...]:
    """The items of a file with their keys.

    Raises:
        ItemsFileError: the file cannot be used, or a key in it is wrong.
    """
    authored, findings = read_items(path)
    if findings:
        raise ItemsFileError(findings)
    return authored


def schema() -> dict[str, Any]:
    """The JSON Schema of a file of items."""
    text = (resources.files("course.answers") / "items.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def _authored(data: dict[str, Any]) -> Authored:
    options = data.get("options", data.get("rows", []))
    why = {option["id"]: option["why"] for option in options if "why" in option}
    if "why" in data:
        why[""] = data["why"]
    key = {"item": data["id"], "kind": data["kind"], "key": data["key"], "why": why}
    return Authored(read_item(data), read_key(key))
