"""Every act must be one act, about the kind of thing that it is about."""

from collections.abc import Iterator

from course.findings import Finding, listed
from course.negotiation.acts import ActKind
from course.roleplay.acts import ANY_ERRAND, PARTNERS, words
from course.roleplay.fit.base import Rule, each, finding, raw_acts, side
from course.roleplay.scenario import Draft

_BELONGS_TO = {"to": ("show", "tell"), "else": ("raise_errand",), "label": ("propose_private",)}
_KIND = {"accept_lock": "lock", "loosen_mandate": "lock", "accept_errand": "errand", "raise_errand": "errand"}


def one_word(draft: Draft) -> Iterator[Finding]:
    """R021: an act has exactly one word, and beside it only what belongs to that word."""
    for path, act in raw_acts(draft):
        found = words(act)
        if len(found) != 1:
            yield finding(draft, "R021", (*path, next(iter(act))), words=listed(found or act), acts=listed(ActKind))
        else:
            for partner in set(act) & set(PARTNERS):
                if found[0] not in _BELONGS_TO[partner]:
                    belongs = listed(_BELONGS_TO[partner])
                    yield finding(draft, "R022", (*path, partner), partner=partner, word=found[0], belongs=belongs)


def kinds_of_demands(draft: Draft) -> Iterator[Finding]:
    """R023: locks are accepted as locks, errands as errands."""
    demands = side(draft, "own").get("demands", {})
    for path, act in raw_acts(draft):
        for word in set(act) & set(_KIND):
            for place, name in each(act[word], (*path, word)):
                if name != ANY_ERRAND and name in demands and demands[name]["kind"] != _KIND[word]:
                    yield finding(draft, "R023", place, name=name, kind=demands[name]["kind"], word=word)


def requirements(draft: Draft) -> Iterator[Finding]:
    """R024: a lock requires something, an errand nothing."""
    for name, demand in side(draft, "own").get("demands", {}).items():
        path = ("own", "demands", name)
        if demand["kind"] == "lock" and not demand.get("requires"):
            yield finding(draft, "R024", path, name=name)
        elif demand["kind"] == "errand" and demand.get("requires"):
            yield finding(draft, "R025", (*path, "requires"), name=name)


RULES: tuple[Rule, ...] = (one_word, kinds_of_demands, requirements)
