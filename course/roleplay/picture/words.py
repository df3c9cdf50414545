"""Acts and conditions of a role-play in words, in both languages, with the ids of the file."""

from collections.abc import Iterable

from course.findings import listed
from course.locale import Text, both
from course.negotiation.acts import Act
from course.roleplay import conditions as c
from course.roleplay.wording import listed as all_of


def acts_text(acts: Iterable[Act]) -> Text:
    """What a move does: ``listening (production), informing (sales)``."""
    texts = [_act(act) for act in acts]
    return all_of(texts) if texts else both("picture.nothing")


def _act(act: Act) -> Text:
    name = both(f"acts.{act.kind.value}")
    found = [act.evidence, act.fact, *act.facts, *act.demands, *act.factions, act.form, act.label]
    names = listed(each for each in found if each is not None)
    said = both("picture.act", act=name, names=names) if names else name
    return both("picture.otherwise", act=said, other=_act(act.otherwise)) if act.otherwise else said


def condition_text(condition: c.Condition, clock: str = "round") -> Text:
    """A condition in words: ``round 4 to 6, production is angry``; ``clock`` is what it counts: round or turn."""
    return all_of([_term(term, clock) for term in condition.terms])


def _term(term: c.Term, clock: str) -> Text:  # noqa: C901, PLR0912 - one line a word, read as a table
    match term:
        case c.Round(first, last) if first == last:
            return both(f"picture.when_{clock}", first=first)
        case c.Round(first, last):
            return both(f"picture.when_{clock}s", first=first, last=last)
        case c.Phase(names):
            return both("picture.when_phase", names=_one_of(names))
        case c.Played(scene, ()):
            return both("picture.when_played", scene=scene)
        case c.Played(scene, moves):
            return both("picture.when_said", scene=scene, names=_one_of(moves))
        case c.Demand(demand, states):
            return both("picture.when_demand", demand=demand, names=_one_of(states))
        case c.Mood(who, moods):
            return both("picture.when_mood", who=who, names=_one_of(moods))
        case c.Told(fact):
            return both("picture.when_told", name=fact)
        case c.Heard(fact):
            return both("picture.when_heard", name=fact)
        case c.Leaked(wanted):
            return both("picture.when_leaked" if wanted else "picture.when_not_leaked")
        case c.InPrivate(forms):
            return both("picture.when_private", names=_one_of(forms))
        case c.Result(results):
            return both("picture.when_result", names=_one_of(results))
        case c.Variant(variants):
            return both("picture.when_variant", names=_one_of(variants))
        case c.Not(inner):
            return both("picture.when_not", condition=condition_text(inner, clock))
        case c.AnyOf(inners):
            return both("picture.when_any", conditions=_either([condition_text(inner, clock) for inner in inners]))


def _one_of(names: Iterable[str]) -> Text:
    return _either([Text(name, name) for name in names])


def _either(texts: list[Text]) -> Text:
    word = both("view.or")
    return Text(f" {word.en} ".join(t.en for t in texts), f" {word.nl} ".join(t.nl for t in texts))
