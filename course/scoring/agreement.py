"""How far practitioners agree about a question "best and worst", with each other and with the key.

For each question there are two decisions: which option is the best, which the worst. Each is looked at apart, since
each is scored. Two figures a decision:

- *among raters*: the share of raters who chose the option that most of them chose;
- *with the key*: the share who chose what the key says.

Shares, because a teacher can read them and because a rule of thumb for keeping a question is stated in them: 0.7. A
figure like kappa does not exist for a single question. For all questions together there is one that takes chance
away: the share of pairs of raters who chose the same, P, as (P - 1/4) / (1 - 1/4) with four options (Bennett, Alpert &
Goldstein 1954, whom we know from what others say of them). Not Fleiss' kappa or Krippendorff's alpha: these estimate
chance from how often each category is used over all questions, and here "the second option" of one question has
nothing to do with that of another.

Missing answers drop out of their own question only. With one rater there is nothing to agree on among raters; the key
can still be compared. When two options are chosen equally often, there is no option of most raters.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from course.answers.kinds import Authored, BestWorst, BestWorstKey

#: A question is kept when each of its decisions reaches this share, among raters and with the key.
KEEP: Final = 0.7
#: A key stays provisional until this many practitioners have rated it.
ENOUGH: Final = 5
_TASTE: Final = 1e-9


class Advice(StrEnum):
    """What to do about a decision."""

    KEEP = "keep"
    LOOK_AT_KEY = "look_at_key"
    """The raters agree with each other, and not with the key."""
    REWRITE = "rewrite"
    """The raters do not agree with each other: the situation or its options can be read in several ways."""
    MORE_RATERS = "more_raters"
    """Not all of these few raters chose as the key; that decides nothing yet."""
    NOT_RATED = "not_rated"


@dataclass(frozen=True, slots=True)
class Decision:
    """The best or the worst of one question, as raters chose it."""

    raters: int
    votes: Mapping[str, int]
    keyed: str
    most: str | None
    """The option that most raters chose; None when two or more are chosen equally often, or nobody chose."""
    among: float | None
    """The share who chose what most chose; None with fewer than two raters."""
    with_key: float | None
    """The share who chose what the key says; None without raters."""
    pairs: int
    same: int
    """Of ``pairs`` pairs of raters ``same`` chose the same option."""

    @property
    def advice(self) -> Advice:
        """What to do about it."""
        if self.with_key is None:
            return Advice.NOT_RATED
        if self.with_key >= KEEP - _TASTE:
            # Who agree with the key so often agree with each other as often.
            return Advice.KEEP
        if self.raters < ENOUGH or self.among is None:
            return Advice.MORE_RATERS
        return Advice.LOOK_AT_KEY if self.among >= KEEP - _TASTE else Advice.REWRITE


@dataclass(frozen=True, slots=True)
class Agreement:
    """One question with its two decisions."""

    item: str
    best: Decision
    worst: Decision

    @property
    def raters(self) -> int:
        """How many rated it."""
        return self.best.raters

    @property
    def among(self) -> float | None:
        """The lower of the two shares among raters."""
        return _lower(self.best.among, self.worst.among)

    @property
    def with_key(self) -> float | None:
        """The lower of the two shares with the key."""
        return _lower(self.best.with_key, self.worst.with_key)

    @property
    def keep(self) -> bool:
        """Whether both decisions reach :data:`KEEP`."""
        return self.best.advice is Advice.KEEP and self.worst.advice is Advice.KEEP


@dataclass(frozen=True, slots=True)
class Overall:
    """All questions together; None where nothing can be said."""

    among: float | None
    """The share of pairs of raters who chose the same."""
    beyond_chance: float | None
    """The same with chance taken away: 0 is chance, 1 is full agreement."""
    with_key: float | None


def agreements(authored: Sequence[Authored], choices: Sequence[Mapping[str, tuple[str, str]]]) -> tuple[Agreement, ...]:
    """For each question "best and worst" what the raters made of it; ``choices`` has (best, worst) for each rater."""
    return tuple(_agreement(each.item, each.key, choices) for each in authored if _fits(each))


def overall(found: Sequence[Agreement], options: int = 4) -> Overall:
    """All questions together; ``options`` is how many options each has."""
    decisions = [decision for each in found for decision in (each.best, each.worst)]
    pairs, same = sum(each.pairs for each in decisions), sum(each.same for each in decisions)
    votes = sum(each.raters for each in decisions)
    keyed = sum(each.votes.get(each.keyed, 0) for each in decisions)
    among = same / pairs if pairs else None
    beyond = None if among is None else (among - 1 / options) / (1 - 1 / options)
    return Overall(among, beyond, keyed / votes if votes else None)


def _fits(authored: Authored) -> bool:
    return isinstance(authored.item, BestWorst) and isinstance(authored.key, BestWorstKey)


def _agreement(item: object, key: object, choices: Sequence[Mapping[str, tuple[str, str]]]) -> Agreement:
    assert isinstance(item, BestWorst)
    assert isinstance(key, BestWorstKey)
    rated = [each[item.id] for each in choices if item.id in each]
    best = _decision((one for one, _ in rated), key.best)
    return Agreement(item.id, best, _decision((other for _, other in rated), key.worst))


def _decision(chosen: Iterator[str], keyed: str) -> Decision:
    votes = Counter(chosen)
    raters = votes.total()
    first = max(votes.values(), default=0)
    leading = [option for option, count in votes.items() if count == first]
    return Decision(
        raters=raters,
        votes=dict(votes),
        keyed=keyed,
        most=leading[0] if len(leading) == 1 else None,
        among=first / raters if raters > 1 else None,
        with_key=votes[keyed] / raters if raters else None,
        pairs=raters * (raters - 1) // 2,
        same=sum(count * (count - 1) // 2 for count in votes.values()),
    )


def _lower(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else min(one, other)
