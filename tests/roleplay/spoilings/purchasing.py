"""Spoilings of 'Between three departments'."""

# ruff: noqa: E501 - the table has one row a line

from typing import Any

from tests.roleplay.spoilings.row import GONE, Spoiling

R = "purchasing"
LONG = {
    "en": "My word on it, Henk: I will fight for those two weeks as if they were mine, whatever Joris says about his book "
    "for the first quarter, and I will not come home before I have them in writing with a date behind them.",
    "nl": "Mijn woord erop, Henk: ik knok voor die twee weken alsof ze van mij zijn, wat Joris ook zegt over zijn boek voor "
    "het eerste kwartaal, en ik kom niet thuis voordat ik ze op papier heb, met een datum erachter.",
}


def without_point(point: str) -> Any:
    def change(scenes: list[Any]) -> list[Any]:
        return [{**scene, "points": [each for each in scene.get("points", []) if each != point]} for scene in scenes]

    return change


def first_words(count: int) -> Any:
    return lambda text: {language: " ".join(words.split()[:count]) for language, words in text.items()}


LISTENING = (
    "listen",
    "convert",
    "loosen_mandate",
    "show",
    "inform",
    "report",
    "help_their_back_table",
    "test_hardness",
)
BAD = ("accept_errand", "accept_lock", "feed_image", "feed_hope", "pressure", "raise_errand", "our-limit", "kalkman")


def merit(move: Any) -> int:
    """Roughly how good a move is, by the words of its acts."""
    act = str(move["act"])
    return sum(f"'{word}'" in act for word in LISTENING) - 2 * sum(f"'{word}'" in act for word in BAD)


def moves_in_order(key: Any) -> Any:
    return lambda scenes: [{**scene, "moves": sorted(scene["moves"], key=key)} for scene in scenes]


def threats(scenes: list[Any]) -> list[Any]:
    """At the table the best move stands first, and everything else becomes a threat, and another one."""
    found = []
    for scene in scenes:
        best = max(scene["moves"], key=merit)
        threat = [{"pressure": True}, {"pressure": True}]
        moves = [best, *({**move, "act": threat} for move in scene["moves"] if move is not best)]
        found.append({**scene, "moves": moves} if scene["place"] == "table" else scene)
    return found


ROWS = (
    Spoiling(R, "a letter wrong in 'then'", {"scenes.henk-floor.moves.which-night.then": "henk-wy"}, "R001"),
    Spoiling(R, "votes that make 105", {"own.factions.sales.share": 0.25}, "R014"),
    Spoiling(R, "telling Joris what only Joris knows", {"scenes.joris-opens.moves.weeks-and-you.act": {"disclose": "test-bench"}}, "R007"),
    Spoiling(R, "a Dutch reply that fell out", {"scenes.henk-floor.moves.come-back.reply.nl": GONE}, "S103"),
    Spoiling(R, "a threat to Joris, said to Henk", {"scenes.henk-why.moves.line-by-line.act": {"pressure": True}}, "R106"),
    Spoiling(R, "nobody asks for two weeks", {"scenes.henk-floor.opens": GONE, "scenes.shared-sheet.opens": GONE}, "R107"),
    Spoiling(R, "night hours that nobody shows", {"scenes.mirjam-lift.moves.night-hours.act": {"inform": "finance"}, "scenes.samira-date.moves.dates-beside.act": {"inform": "sales"}, "own.evidence.payslip": {"quality": 0.2, "text": {"en": "a payslip", "nl": "een loonstrook"}}}, "R122"),
    Spoiling(R, "a good answer three times as long", {"scenes.henk-why.moves.my-word.say": LONG}, "R205"),
    Spoiling(R, "thirty talks in the house", {"agenda.home.home": 30}, "R114"),
    Spoiling(R, "an opening after a rejection", {"scenes.joris-opens.when": {"round": 1, "result": "rejected"}}, "R110"),
    Spoiling(R, "a move that waits for the scene after it", {"scenes.henk-floor.moves.come-back.when": {"played": "henk-why"}}, "R111"),
    Spoiling(R, "no evidence scene is tagged", {"scenes": without_point("C43")}, "R131"),
    Spoiling(R, "no table on Thursday", {"agenda.table": GONE}, "R118"),
    Spoiling(R, "no vote on Friday", {"agenda.vote": GONE}, "R133"),
    Spoiling(R, "everybody wants the same", {f"own.factions.{f}.weights": {"price": 0.34, "lead": 0.33, "pay": 0.33} for f in ("finance", "production", "sales")} | {"own.values": {"price": [0, 30, 65, 100], "lead": [0, 30, 65, 100], "pay": [0, 50, 100]}}, "R127"),
    Spoiling(R, "half a briefing", {"briefing": first_words(180)}, "R202"),
    Spoiling(R, "a question that Joris was not given", {"other.facts.test-bench.ask": GONE}, "R124"),
    Spoiling(R, "a talk that leads back to itself", {"scenes.henk-settle.moves.sleep-on-it.then": "henk-why"}, "R116"),
    Spoiling(R, "all points for how it ends with Joris", {"score": {"relation": 100}}, "R301"),
    Spoiling(R, "half of the points for how it ends with Joris", {"score": {"relation": 60, "process": 40}}, "R303"),
    Spoiling(R, "the best move first in every scene", {"scenes": moves_in_order(lambda move: -merit(move))}, "R304"),
    Spoiling(R, "the best move last in every scene", {"scenes": moves_in_order(merit)}, "R305"),
    Spoiling(R, "threats wherever something else would do", {"scenes": threats}, "R306"),
    Spoiling(R, "ninety-nine votes in a hundred needed", {"own.bodies.meeting.quota": 0.99}, "R307"),
    Spoiling(R, "Henk early, after an errand that cannot be done yet", {"scenes.henk-early.when": {"phase": "home", "demand": {"the-queue": "raised"}}}, "R308"),
    Spoiling(R, "a promise that waits for such an errand", {"scenes.henk-floor.moves.write-it-down.when": {"demand": {"the-queue": "raised"}}}, "R309"),
    Spoiling(R, "hope for Zwolle whatever is said", {f"scenes.samira-zwolle.moves.{move}.act": {"feed_hope": "sales"} for move in ("friday-date", "joris-chair")}, "R310"),
    Spoiling(R, "a first word that breaks everything", {"scenes.joris-opens.moves.total-picture.act": [{"pressure": True}] * 9}, "R311"),
    Spoiling(R, "eighty-two votes in a hundred needed", {"own.bodies.meeting.quota": 0.82}, "R312"),
    Spoiling(R, "eighty votes in a hundred needed", {"own.bodies.meeting.quota": 0.8}, "R313"),
    Spoiling(R, "eighty-six votes in a hundred needed", {"own.bodies.meeting.quota": 0.86}, "R314"),
)  # fmt: skip
