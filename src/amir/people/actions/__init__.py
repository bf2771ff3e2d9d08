"""Acts on persons and accounts. Other rooms import from here."""

from .changing import change_people, change_person
from .registering import NewPerson, register_people, register_person

__all__ = [
    "NewPerson",
    "change_people",
    "change_person",
    "register_people",
    "register_person",
]
