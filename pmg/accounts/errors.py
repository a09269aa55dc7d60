"""Why an act on people is not done. Each message is Dutch and meant for the person who tried."""


class ActRefused(Exception):
    """The act cannot be done; `str(error)` tells the user why and what to do."""


class LastHolder(ActRefused):
    """Nobody else of this municipality holds the role, and that was not yet said to be right."""
