"""What rules on playable role-plays share."""

from collections.abc import Callable, Iterable

from course.findings import Finding
from course.roleplay.scenario import Scenario

ScenarioRule = Callable[[Scenario], Iterable[Finding]]
"""One rule: it looks at a role-play that can be played and gives findings of one code."""
