"""The exception by which every guard of the intake says no."""

from ..grid import Refused
from ..sayings import N_, Saying


class RefusedFile(Refused):
    """A refusal whose sentence can still be translated: `saying` stands beside the English."""

    def __init__(self, saying: Saying) -> None:
        super().__init__(saying.text())
        self.saying = saying


def refused(template: str, **values: object) -> RefusedFile:
    """The refusal that says `template`, which the caller has marked with `N_`."""
    return RefusedFile(Saying(template, values))


def damaged(name: str) -> RefusedFile:
    """For a file that begins like a spreadsheet and then cannot be followed."""
    return refused(
        N_(
            "{file} is damaged or was not copied completely. Open it in your spreadsheet program, "
            "save it again and upload the new file."
        ),
        file=name,
    )


def too_much(name: str) -> RefusedFile:
    """For a file that unpacks to more than any list of people holds."""
    return refused(
        N_(
            "{file} holds far more than a list of people needs. Copy only the rows and columns "
            "of the list into a new sheet, or split it into several files, and upload that."
        ),
        file=name,
    )


def locked(name: str) -> RefusedFile:
    """For a file that needs a password."""
    return refused(
        N_(
            "{file} is protected by a password. Open it, remove the password, save it "
            "and upload it again."
        ),
        file=name,
    )
