"""Reading a page as a browser would: elements with attributes and text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"})


@dataclass
class Element:
    name: str
    attrs: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = [c if isinstance(c, str) else c.text for c in self.children]
        return " ".join(" ".join(parts).split())

    def walk(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, element: str = "", /, **attrs: str) -> list["Element"]:
        """Elements by name and attributes; `class_` asks for one class among several."""
        asked = {key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()}
        wanted_class = asked.pop("class", None)
        return [
            each
            for each in self.walk()
            if (not element or each.name == element)
            and all(each.attrs.get(key) == value for key, value in asked.items())
            and (wanted_class is None or wanted_class in each.attrs.get("class", "").split())
        ]

    def one(self, element: str = "", /, **attrs: str) -> "Element":
        found = self.all(element, **attrs)
        assert len(found) == 1, f"{len(found)} of {element} {attrs}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(text: object) -> Element:
    """The page; AssertionError if its elements do not close in order."""
    reader = _Reader()
    reader.feed(str(text))
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> stays open"
    return reader.open[0]
