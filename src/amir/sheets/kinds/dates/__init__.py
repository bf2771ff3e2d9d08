"""Dates in lists: of birth, of evidence, and years; asked about once where they are open."""

from .birth import BIRTH
from .columns import DateColumn, answer_to, doubts, event_century
from .evidence import EVIDENCE_DATE
from .year import YEAR

__all__ = ["BIRTH", "EVIDENCE_DATE", "YEAR", "DateColumn", "answer_to", "doubts", "event_century"]
