"""Errors whose text is fit for the person who caused them."""


class Refused(Exception):
    """An act cannot be done; the text says what happened and how to mend it.

    `field` names the form field that the sentence belongs to, when there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NotAllowed(Refused):
    """The actor can see the thing but may not do this to it."""


class Stale(Refused):
    """Somebody else changed the thing meanwhile; nothing was overwritten."""
