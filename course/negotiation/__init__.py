"""The rules of the negotiation at two tables: pure, deterministic, without dice.

Start at :class:`~course.negotiation.setup.Setup` (the numbers of one case), :class:`~course.negotiation.game.Game`
(what follows from them), :class:`~course.negotiation.state.State` (where we are) and the functions in ``home``,
``table``, ``mandate`` and ``ratification`` that lead from one state to the next. Every change says its rule, seed point
and source.
"""
