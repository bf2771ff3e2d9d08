"""`{% load kit %}`: every component of the design system. How to use each: kit/README.md."""

from ..tags import blocks, page, register, shown, small

__all__ = ["blocks", "page", "register", "shown", "small"]
