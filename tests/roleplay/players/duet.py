"""A private talk of eight turns, written out by a program: for players to be tried on, not for students."""

from functools import cache
from pathlib import Path

from course.roleplay.load import parse
from course.roleplay.scenario import Scenario

SCENES = (
    # id, place, with, moves: (id, act)
    ("evening", "home", "daan", (
        ("two-things", "{plan: [uptime, training, fiscal-year]}"),
        ("we-will-see", "{withhold: true}"),
        ("all-of-it", "{plan: [uptime, second-quote, budget]}"),
    )),
    ("door", "private", "", (
        ("small-talk", "{withhold: true}"),
        ("off-record", "{propose_private: planned, label: off-the-record}"),
        ("how-much", "{ask: floor-price}"),
    )),
    ("first-sip", "private", "", (
        ("our-limit", "[{disclose: budget}, {ask: rival}]"),
        ("trade", "[{disclose: uptime}, {ask: year-target}]"),
        ("press", "{pressure: true}"),
        ("tell-only", "{disclose: training}"),
    )),
    ("stock", "private", "", (
        ("prove-it", "{test_hardness: true}"),
        ("letter", "{disclose: second-quote}"),
        ("why-two", "[{disclose: fiscal-year}, {ask: stock}]"),
    )),
    ("silence", "private", "", (
        ("say-so", "{name_closedness: true}"),
        ("wait", "{withhold: true}"),
        ("go-on", "[{disclose: second-quote}, {ask: rival}]"),
    )),
    ("bill", "private", "", (
        ("their-boss", "{help_their_back_table: true}"),
        ("last-try", "{pressure: true}"),
        ("thanks", "{withhold: true}"),
    )),
)  # fmt: skip

FACTS = {
    "own": {"uptime": "interest", "training": "interest", "fiscal-year": "constraint", "second-quote": "alternative",
            "budget": "reservation"},
    "other": {"year-target": "interest", "service-team": "interest", "stock": "constraint", "rival": "alternative",
              "floor-price": "reservation"},
}  # fmt: skip
CHECKED = ("stock", "rival")


def text() -> str:
    """The file."""
    lines = [
        "format: 1", "id: duet", 'title: {en: "Duet", nl: "Duet"}', 'briefing: {en: "Brief", nl: "Kort"}',
        "people:", '  ilse: {name: Ilse, role: {en: "seller", nl: "verkoper"}}',
        '  daan: {name: Daan, role: {en: "colleague", nl: "collega"}}',
        "agenda:", "  - home: 1", "  - private: 8",
    ]  # fmt: skip
    for side, facts in FACTS.items():
        lines += [f"{side}:"]
        if side == "other":
            lines += ["  person: ilse", "  openness: 0.3", "  start: {relation: 0.5, escalation: 0}"]
        lines += ["  facts:"]
        for fact, kind in facts.items():
            ask = f', ask: {{en: "{fact}?", nl: "{fact} dan?"}}' if side == "other" else ""
            check = ', check: {en: "the list", nl: "de lijst"}' if fact in CHECKED else ""
            lines.append(f'    {fact}: {{kind: {kind}, text: {{en: "{fact}.", nl: "{fact} hier."}}{ask}{check}}}')
    lines += ["score: {information: 50, relation: 15, process: 35}", "checks: [O4, O17, O19, O20, O21, O26]", "scenes:"]
    for name, place, with_, moves in SCENES:
        lines += [f"  - id: {name}", f"    place: {place}"]
        lines += [f"    with: {with_}", f'    label: {{en: "{name}", nl: "{name}"}}'] if with_ else []
        lines += [f'    situation: {{en: "{name}", nl: "{name}!"}}', "    moves:"]
        for move, act in moves:
            lines += [
                f"      - id: {move}",
                f'        say: {{en: "{move}", nl: "{move} dus"}}',
                f"        act: {act}",
            ]
    lines += [
        "variants:", "  open:", "    other: {openness: 0.5}", "  closed:", "    other: {openness: 0.05}",
        "  unreliable:", "    other: {openness: 0.5, facts: {rival: {false: true}}}", "",
    ]  # fmt: skip
    return "\n".join(lines)


@cache
def duet(variant: str | None = None) -> Scenario:
    """The talk, with one of its variants patched in."""
    scenario, findings = parse(text().encode(), Path("duet.yaml"), variant)
    assert scenario is not None, findings
    return scenario
