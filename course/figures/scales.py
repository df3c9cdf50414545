"""The drawing of the knowledge balance: a pair of scales with a block for every fact, and two bars."""

from typing import TYPE_CHECKING

from course.figures.svg import Sheet
from course.figures.words import Words
from course.roleplay.scenario import Scenario

if TYPE_CHECKING:
    from course.figures.knowledge import Found

_PIVOT, _ARM, _LONGEST = (192.0, 60.0), 130, 34


def picture(found: "Found", scenario: Scenario, other: str, words: Words) -> str:
    """The scales, what can get out, and the vote on the same agreement before and after."""
    sheet = Sheet(640, 330)
    _scales(sheet, found, scenario, other, words)
    _leak(sheet, found, words)
    _deal(sheet, found, words)
    return sheet.drawn()


def _scales(sheet: Sheet, found: "Found", scenario: Scenario, other: str, words: Words) -> None:
    """The heavier side hangs lower; every block is a fact, as high as it weighs."""
    x, y = _PIVOT
    tilt = _LONGEST * max(-1.0, min(1.0, found.balance))
    left, right = (x - _ARM, y + tilt), (x + _ARM, y - tilt)
    sheet.line([(x, y - 20), (x, 292)], "thick")
    sheet.line([(x - 44, 292), (x + 44, 292)], "thick")
    sheet.line([left, right], "thick")
    sheet.shape([(x - 9, y - 22), (x + 9, y - 22), (x, y - 4)], "ink")
    game = scenario.game
    for at, rows, facts, name, total in (
        (left, found.heard, game.their_facts, words("drawn.you_know"), found.gained),
        (right, found.told, game.facts, words("drawn.they_know", other=other), found.given),
    ):
        pan = at[1] + 160
        sheet.line([at, (at[0] - 58, pan)], "")
        sheet.line([at, (at[0] + 58, pan)], "")
        sheet.line([(at[0] - 62, pan), (at[0] + 62, pan)], "thick")
        foot = pan - 2
        for row in sorted(rows, key=lambda r: -r.weight):
            height = max(6.0, row.weight * 40)
            sheet.rect(at[0] - 44, foot - height, 88, height - 2, f"block {facts[row.fact].kind.value}", corner=3)
            if height > 18:
                sheet.text(
                    at[0],
                    foot - height / 2 + 4,
                    words.kind(facts[row.fact].kind),
                    "tiny",
                    anchor="middle",
                )
            foot -= height
        sheet.text(at[0], pan + 22, name, "small strong", anchor="middle")
        sheet.text(at[0], pan + 40, words.number(total, 1), "strong", anchor="middle")


def _leak(sheet: Sheet, found: "Found", words: Words) -> None:
    left, width, y = 386, 240, 74
    end = max(found.limit * 1.4, found.exposure * 1.1)
    sheet.text(left, y - 14, words("drawn.exposure"), "small strong")
    sheet.rect(left, y, width, 18, "track", corner=4)
    sheet.rect(left, y, width * found.exposure / end, 18, "amount private", corner=4)
    sheet.hatch(left, y, width * found.exposure / end, 18, "hatch light")
    at = left + width * found.limit / end
    sheet.line([(at, y - 5), (at, y + 24)], "thick")
    said = words("drawn.leaked" if found.leaked else "drawn.held", exposure=words.number(found.exposure, 2))
    sheet.text(left, y + 40, said, "small bad" if found.leaked else "small")
    sheet.text(at, y + 58, words("drawn.limit", limit=words.number(found.limit, 2)), "small soft", anchor="middle")


def _deal(sheet: Sheet, found: "Found", words: Words) -> None:
    left, width, y = 386, 240, 194
    quota = left + width * found.quota
    sheet.text(left, y - 16, words("drawn.deal"), "small strong")
    for n, (name, of) in enumerate((("before", found.before), ("now", found.now))):
        top = y + n * 46
        passes = of.deal_support >= found.quota
        sheet.text(left, top + 12, words(f"drawn.{name}"), "small soft")
        sheet.rect(left, top + 18, width, 16, "track", corner=4)
        sheet.rect(left, top + 18, width * of.deal_support, 16, "amount", corner=4)
        mark = "✓" if passes else "✗"
        sheet.text(
            left + width,
            top + 12,
            f"{words.percent(of.deal_support)} {mark}",
            "small good" if passes else "small bad",
            anchor="end",
        )
    sheet.line([(quota, y + 12), (quota, y + 88)], "thick")
    sheet.text(quota, y + 106, words("drawn.quota", quota=words.percent(found.quota)), "small soft", anchor="middle")
