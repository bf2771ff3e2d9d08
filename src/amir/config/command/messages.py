"""`amir messages`: bring every catalogue up to date with the sentences in the code."""

import argparse
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from amir.core.i18n import LOCALE, Status, statuses

PACKAGE = LOCALE.parent
# Header lines that change with every run and tell nothing.
CHANGING = ('"Project-Id', '"Report-', '"POT-', '"PO-', '"Last-', '"Language-Team', '"Generated-By')
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_now": None,  # gettext beside gettext_lazy
    "_t": None,
    "N_": None,
    "NN_": (1, 2),
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [
    ("**/templates/**.html", "amir.config.command.messages:sentences_in_template"),
    ("**/templates/**.txt", "amir.config.command.messages:sentences_in_template"),
    ("**.py", "python"),
]


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = commands.add_parser(
        "messages", help="refresh the translation catalogues from the code"
    )
    command.set_defaults(run=run)


def sentences_in_template(
    stream: BinaryIO, keywords: Any, comment_tags: Any, options: dict[str, str]
) -> Iterator[Any]:
    """Babel's way of reading a Django template: Django turns its tags into Python first."""
    source = templatize(stream.read().decode(), origin=getattr(stream, "name", None))
    # Python would read how a template is indented as blocks.
    flat = "\n".join(line.strip() for line in source.splitlines())
    return extract_python(BytesIO(flat.encode()), keywords, comment_tags, {"encoding": "utf-8"})


def template() -> Catalog:
    """Every sentence in the code, without places: catalogues must not change when lines move."""
    catalogue = Catalog(project="amir", version="1", fuzzy=False)
    for _, _, message, comments, context in extract_from_dir(
        str(PACKAGE),
        method_map=METHODS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
    ):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def catalogues() -> dict[str, Path]:
    """language -> its file."""
    return {po.parent.parent.name: po for po in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))}


def is_empty(translation: str | Sequence[str] | None) -> bool:
    """Whether a translation, or one of its plural forms, is still to be written."""
    return not translation or not all(translation)


def run(options: argparse.Namespace) -> int:
    """Rewrite every catalogue; new sentences are empty, dropped ones go."""
    source = template()
    for language, po in catalogues().items():
        with po.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
        catalogue.update(source, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        written = BytesIO()
        write_po(written, catalogue, width=0, sort_output=True, no_location=True)
        lines = written.getvalue().decode().splitlines(keepends=True)
        po.write_text("".join(line for line in lines if not line.startswith(CHANGING)), "utf-8")
        missing = [message for message in catalogue if message.id and is_empty(message.string)]
        reviewed = list(statuses(language).values()).count(Status.REVIEWED)
        print(
            f"{po.relative_to(PACKAGE)}: {len(catalogue)} sentences, {len(missing)} to translate,"
            f" {reviewed} reviewed by a person"
        )
    return 0
