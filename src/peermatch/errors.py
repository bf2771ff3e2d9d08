"""What can go wrong, said so that the person who made the input can mend it."""


class PeermatchError(Exception):
    """Any refusal of this library.

    `template` and `facts` are kept apart, so that an application can say the sentence in
    another language.
    """

    def __init__(self, template: str, **facts: object) -> None:
        super().__init__(template.format(**facts))
        self.template = template
        self.facts = facts


class InstanceError(PeermatchError):
    """The people cannot be read: a missing array, a wrong length, a value out of range."""


class RulesError(PeermatchError):
    """The rules cannot be read: an unknown name, a wrong kind of value."""


class OptionsError(PeermatchError):
    """The wishes of the coordinator contradict the people or one another."""


class Refused(PeermatchError):
    """`check` does not accept the plan or its certificate."""


class NotProven(PeermatchError):
    """The solver's answer could not be proven; nothing is handed out."""
