"""The forms of a document. Each takes a `Document` and gives text or bytes."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.text import slugify

from amir.documents.model import Document

from .docx import docx
from .html import html
from .pdf import pdf

__all__ = ["FORMS", "Form", "as_download", "docx", "html", "pdf"]


@dataclass(frozen=True)
class Form:
    """A form by its ending: what browsers call it."""

    ending: str
    content_type: str


FORMS = {
    form.ending: form
    for form in (
        Form("html", "text/html; charset=utf-8"),
        Form("pdf", "application/pdf"),
        Form(
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        ),
    )
}  # fmt: skip
_WRITERS = {"html": lambda document: html(document).encode(), "pdf": pdf, "docx": docx}


def as_download(document: Document, ending: str, *, name: str = "") -> HttpResponse:
    """The document as a file to keep. KeyError for a form that does not exist.

    Raises Refused if the form cannot show the document's script.
    """
    form = FORMS[ending]
    response = HttpResponse(_WRITERS[ending](document), content_type=form.content_type)
    stem = slugify(name or document.title) or "document"
    response["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return response
