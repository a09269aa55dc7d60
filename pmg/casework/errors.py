"""Why the door stays shut. Each message is Dutch and meant for the person who tried."""


class MoveRefused(Exception):
    """The move cannot be done; `str(error)` tells the user why and what to do."""


class StaleRevision(MoveRefused):
    """Somebody else changed the case after this page was drawn."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft dit intussen gewijzigd. Er is niets opgeslagen. "
            "Bekijk de nieuwe stand en probeer het opnieuw."
        )


class NotAllowed(MoveRefused):
    """The person may not do this move."""


class FourEyes(NotAllowed):
    """The person worked on the case and may therefore not approve it."""

    def __init__(self) -> None:
        super().__init__(
            "U hebt zelf aan deze zaak gewerkt. Een collega moet deze stap doen (vier ogen)."
        )
