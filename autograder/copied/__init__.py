"""Hand-ins that look more alike than those of people who work apart, with what they have in common. A list, no verdict.

``prints`` reads what is compared, ``candidates`` finds who to compare; ``times``, ``games``, ``answers`` and ``texts``
weigh what two have in common; ``weigh`` makes one list of it, and ``words`` and ``show`` tell people.
"""
