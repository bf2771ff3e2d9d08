"""What an answer says, and what its forms would send, read as a browser reads it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

SILENT = frozenset({"script", "style", "svg", "noscript", "select", "textarea"})
Values = Mapping[str, "str | Sequence[str]"]


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it would send.

    Buttons and boxes to tick have a name and a value, and are known by their text.
    """

    action: str
    method: str
    sent: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    boxes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def filled(self, values: Values, button: str) -> dict[str, list[str]]:
        """What it sends when these are typed and the button is pressed."""
        told = {name: [one] if isinstance(one, str) else list(one) for name, one in values.items()}
        name, value = self.buttons[button]
        return {**self.sent, **told, **({name: [value]} if name else {})}

    def ticked(self, *labels: str) -> dict[str, list[str]]:
        """What ticking these boxes would send."""
        told: dict[str, list[str]] = {}
        for label in labels:
            name, value = self.boxes[label]
            told.setdefault(name, []).append(value)
        return told


class _Reader(HTMLParser):
    """Collects the forms and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self._form: Form | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select = ""
        self._button: tuple[str, str, list[str]] | None = None
        self._link: tuple[str, list[str]] | None = None
        self._label: tuple[str, list[str]] | None = None
        self._boxes: dict[str, tuple[str, str]] = {}
        self._silent = 0
        self._main = False
        self._heading = False
        self.heading: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of whatever is sent or pressed."""
        told = {name: value or "" for name, value in attrs}
        self._main = self._main or tag == "main"
        self._silent += tag in SILENT
        self._heading = self._heading or tag == "h1"
        if tag == "form":
            self._form = Form(told.get("action", ""), told.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "a" and "href" in told:
            self._link = (told["href"], [])
        elif tag == "label":
            self._label = (told.get("for", ""), [])
        elif self._form is not None:
            self._control(self._form, tag, told)

    def _control(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "button":
            self._button = (name, told.get("value", ""), [])
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in told:
            form.sent.setdefault(self._select, []).append(told.get("value", ""))
        elif tag == "input" and name and kind not in ("file", "submit"):
            value = told.get("value", "on" if kind in ("checkbox", "radio") else "")
            if kind not in ("checkbox", "radio") or "checked" in told:
                form.sent.setdefault(name, []).append(value)
            if kind in ("checkbox", "radio"):
                # A box without an id stands inside of its label.
                self._boxes[told.get("id", "")] = (name, value)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        self._silent -= tag in SILENT
        self._main = self._main and tag != "main"
        self._heading = self._heading and tag != "h1"
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._text and self._form:
            name, parts = self._text
            # A line break right after the tag is no part of the text.
            self._form.sent.setdefault(name, []).append("".join(parts).removeprefix("\n"))
            self._text = None
        elif tag == "button" and self._button and self._form:
            name, value, words = self._button
            self._form.buttons.setdefault(" ".join("".join(words).split()), (name, value))
            self._button = None
        elif tag == "label" and self._label and self._form:
            of, words = self._label
            if of in self._boxes:
                self._form.boxes.setdefault(" ".join("".join(words).split()), self._boxes[of])
            self._label = None
        elif tag == "a" and self._link:
            href, words = self._link
            self.links.setdefault(" ".join("".join(words).split()), href)
            self._link = None

    def handle_data(self, data: str) -> None:
        """Words belong to what is open."""
        for held in (self._text, self._link, self._button, self._label):
            if held:
                held[-1].append(data)
        if self._heading:
            self.heading.append(data)
        if self._main and not self._silent:
            self.words.append(data)


@dataclass(frozen=True)
class Page:
    """An answer: where one ended, with which number, and what it says."""

    address: str
    status: int
    body: bytes
    headers: Message

    def __post_init__(self) -> None:
        reader = _Reader()
        reader.feed(self.html)
        object.__setattr__(self, "_read", reader)

    @property
    def html(self) -> str:
        """As it was sent."""
        return self.body.decode(errors="replace")

    @property
    def path(self) -> str:
        """Where one is, with the question."""
        parts = urlsplit(self.address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    @property
    def words(self) -> str:
        """What stands in its main part, with single blanks."""
        return " ".join("".join(self._reader.words).split())

    @property
    def heading(self) -> str:
        """What it is about."""
        return " ".join("".join(self._reader.heading).split())

    @property
    def forms(self) -> list[Form]:
        """Its forms in order."""
        return self._reader.forms

    @property
    def _reader(self) -> _Reader:
        return self.__dict__["_read"]  # type: ignore[no-any-return]

    def form(self, button: str) -> tuple[Form, str]:
        """The form with a button whose text matches, and that text. LookupError without one."""
        for form in self.forms:
            for text in form.buttons:
                if re.fullmatch(button, text):
                    return form, text
        raise LookupError(f"{self.status} {self.path} has no button {button!r}: {self.words[:300]}")

    def link(self, text: str) -> str:
        """Where a link whose text matches leads. LookupError without one."""
        for words, href in self._reader.links.items():
            if re.fullmatch(text, words):
                return href
        raise LookupError(f"{self.status} {self.path} has no link {text!r}: {self.words[:300]}")

    def said(self) -> list[str]:
        """The sentences that tell what came of something: toasts, and the summary of errors."""
        toasts = re.findall(r'<div class="toast [a-z]+">.*?<p>(.*?)</p>', self.html, re.DOTALL)
        summary = re.search(r'class="error-summary".*?</div>', self.html, re.DOTALL)
        lines = re.findall(r"<li>(.*?)</li>", summary[0], re.DOTALL) if summary else []
        return [unescape(re.sub("<[^>]+>", "", one)).strip() for one in (*toasts, *lines)]
