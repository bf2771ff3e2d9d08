"""The text of a section as blocks. People write plain words; nothing of them is ever read as HTML.

An empty line begins a paragraph, `## ` a heading, `- ` an item of a list, and a line of its own
`[[name option=value]]` stands for a live block.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from amir.documents.model import Block, Heading, Listing, Paragraph

MARK = re.compile(r"\[\[([a-z][a-z_]*)((?: [a-z_]+=[\w.-]*)*)\]\]")


@dataclass(frozen=True)
class Live:
    """A place at which a live block stands."""

    name: str
    options: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The line that stands for it."""
        told = "".join(f" {name}={value}" for name, value in self.options.items() if value)
        return f"[[{self.name}{told}]]"


def pieces(text: str) -> Iterator[Block | Live]:
    """The text in its order."""
    items: list[str] = []
    lines: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        said = line.strip()
        mark = MARK.fullmatch(said)
        is_item = said.startswith("- ")
        if items and not is_item:
            yield Listing(tuple(items))
            items = []
        if lines and (not said or is_item or mark or said.startswith("## ")):
            yield Paragraph(" ".join(lines))
            lines = []
        if mark:
            pairs = (tuple(pair.split("=", 1)) for pair in mark[2].split())
            yield Live(mark[1], dict(pairs))
        elif is_item:
            items.append(said[2:].strip())
        elif said.startswith("## "):
            yield Heading(said[3:].strip(), 2)
        elif said:
            lines.append(said)
