"""REFI-QDA, the format in which programs for qualitative analysis exchange projects (.qdpx) and
codebooks (.qdc). Written and read here as plain values; nothing of the database is known.

Positions count letters from the beginning of a text; a text is its paragraphs, one on a line.
"""

from .reading import read_codebook, read_project
from .values import QdaCase, QdaCode, QdaCoding, QdaProject, QdaSelection, QdaText
from .writing import written_codebook, written_project

__all__ = [
    "QdaCase",
    "QdaCode",
    "QdaCoding",
    "QdaProject",
    "QdaSelection",
    "QdaText",
    "read_codebook",
    "read_project",
    "written_codebook",
    "written_project",
]
