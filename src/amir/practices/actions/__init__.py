"""Acts of this room."""

from .assessing import assess_practice, raise_label, settle_label
from .publishing import report_practice, step_practice
from .transferring import add_file, add_link, add_transfer, remove_media, remove_transfer
from .writing import change_practice, remove_draft, write_practice, write_practices

__all__ = [
    "add_file", "add_link", "add_transfer", "assess_practice", "change_practice", "raise_label",
    "remove_draft", "remove_media", "remove_transfer", "report_practice", "settle_label",
    "step_practice", "write_practice", "write_practices",
]  # fmt: skip
