"""What a student sees of a role-play: all that the stage, the terminal and the simulated players get.

Nothing of the hidden state is in it: no numbers of trust, emotion or support, no act behind a sentence.
"""

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.heading import clock, heading, place, question, stops
from course.roleplay.ledger import balance, private, rows
from course.roleplay.menu import builder, choices, mandate_form, tools
from course.roleplay.notes import notes
from course.roleplay.page import View
from course.roleplay.passages import history
from course.roleplay.play import Play, options

K = DecisionKind


def look(play: Play, language: str) -> View:
    """What the student sees at this point, in one language."""
    scenario = play.scenario
    earlier, now = history(play, language)
    opened = options(play)
    at_table = play.phase in ("table", "private", "after") and play.scene is None
    return View(
        scenario=scenario.id,
        language=language,
        title=scenario.title.of(language),
        briefing=scenario.briefing.of(language),
        place=place(play),
        heading=heading(play, language),
        stops=stops(play, language),
        clock=clock(play, language),
        passages=now,
        earlier=earlier,
        question=question(play, language),
        choices=() if at_table else choices(play, opened, language),
        builder=builder(play, language) if at_table and Decision(K.PACKAGE) in opened else None,
        tools=tools(play, opened, language) if at_table else (),
        mandate=mandate_form(play, language) if play.phase == "mandate" else None,
        notes=notes(play, language),
        finished=play.ended,
        private=private(play, language),
        ledger=rows(play, language),
        balance=balance(play, language),
    )
