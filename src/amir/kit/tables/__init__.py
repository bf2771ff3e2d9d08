"""Tables that people can filter, sort, act on, take away and print."""

from .acts import BulkAct, Chosen
from .columns import Column
from .paging import Pages
from .table import Shown, Table

__all__ = ["BulkAct", "Chosen", "Column", "Pages", "Shown", "Table"]
