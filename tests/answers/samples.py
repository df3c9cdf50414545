"""Questions of every kind for tests, with an answer that is all right, one that is half right, and impossible ones."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course.answers.items import load_items
from course.answers.kinds import Authored, Item, Key

ITEMS = Path(__file__).parent / "fixtures" / "items.yaml"

RIGHT: Mapping[str, dict[str, Any]] = {
    "goals": {"chosen": "ask-cost"},
    "errand": {"best": "what-seen", "worst": "promise"},
    "steps": {"order": ["talks", "mandate", "table", "vote"]},
    "ladder": {"classes": {"no-reply": "deeds", "same-points": "hardening"}},
    "kinds-of-claim": {"classes": {"late": "fact", "sellers": "stereotype"}},
    "zopa-size": {"number": 22},
    "map": {"cells": {"finance": {"side": "home", "votes": 30}, "supplier": {"side": "across"}}},
    "sure": {"percent": {"arms": 0, "baseline": 100}},
}

IMPOSSIBLE: tuple[tuple[str, Any], ...] = (
    ("goals", {}),
    ("goals", {"chosen": "another"}),
    ("goals", {"chosen": ["ask-cost"]}),
    ("goals", {"chosen": None}),
    ("errand", {"best": "promise"}),
    ("errand", {"best": "promise", "worst": "promise"}),
    ("wise", {"ratings": {}}),
    ("wise", {"ratings": {"listen": 6}}),
    ("wise", {"ratings": {"listen": True}}),
    ("wise", {"ratings": {"listen": "5"}}),
    ("wise", {"ratings": [5, 5, 5]}),
    ("steps", {"order": ["talks", "mandate", "table"]}),
    ("steps", {"order": ["talks", "talks", "table", "vote"]}),
    ("steps", {"order": "talks"}),
    ("ladder", {"classes": {"no-reply": "war"}}),
    ("ladder", {"classes": {"nobody": "deeds"}}),
    ("zopa-size", {"number": "22"}),
    ("zopa-size", {"number": True}),
    ("zopa-size", {"number": None}),
    ("map", {"cells": {"supplier": {"votes": 0}}}),
    ("map", {"cells": {"finance": {"side": "moon"}}}),
    ("map", {"cells": {"finance": "home"}}),
    ("map", {"cells": {"finance": {}}}),
    ("sure", {"percent": {"arms": 101}}),
    ("sure", {"percent": {"arms": -1}}),
)


@cache
def authored() -> tuple[Authored, ...]:
    return load_items(ITEMS)


def item(name: str) -> Item:
    return next(each.item for each in authored() if each.item.id == name)


def key(name: str) -> Key:
    return next(each.key for each in authored() if each.item.id == name)
