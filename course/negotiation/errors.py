"""What can go wrong in the rules, by name."""


class NegotiationError(Exception):
    """Base of every error of this package."""


class SetupError(NegotiationError):
    """The numbers of a case contradict each other."""


class IllegalDecisionError(NegotiationError):
    """A decision that the rules do not allow now.

    ``code`` names the reason (an entry of ``course/locale/illegal.yaml``), ``values`` fill its placeholders.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
