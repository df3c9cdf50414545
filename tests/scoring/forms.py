"""Small tests of questions "best and worst", for simulated takers and for raters."""

from course.answers.kinds import Authored, BestWorst, BestWorstKey, Option
from course.locale import Text

#: Four things to do that look alike: as long, as careful, as polite, and none asks anything.
PLAIN = ("Go to the market today", "Go to the stable today", "Go to the harbor today", "Go to the church today")


def question(name: str, best: int = 0, worst: int = 1, texts: tuple[str, ...] = PLAIN) -> Authored:
    options = tuple(Option(f"o{n}", Text(text, text)) for n, text in enumerate(texts))
    item = BestWorst(id=name, question=Text("?", "?"), options=options)
    return Authored(item, BestWorstKey(item=name, best=f"o{best}", worst=f"o{worst}"))


def balanced(name: str, count: int = 12) -> list[Authored]:
    """The key on every place as often."""
    return [question(f"{name}{n}", n % 4, (n + 1 + n // 4 % 3) % 4) for n in range(count)]
