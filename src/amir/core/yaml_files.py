"""YAML that somebody brings: read as plain data, refused with the line that is wrong."""

from collections.abc import Mapping
from typing import Any, cast

import yaml
from django.utils.translation import gettext as _

from amir.core.errors import Refused

LARGEST = 300_000  # letters


def read_yaml(content: bytes, *, longest: int = LARGEST) -> Mapping[str, Any]:
    """The file as data. Refused if it is no YAML, has more letters, or refers to itself."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("Save the file as UTF-8, then bring it again.")) from error
    if len(text) > longest:
        raise Refused(_("The file is too long for a set of questions."))
    try:
        # Anchors let a small file grow without end; what people bring needs none.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise Refused(_("The file uses & and *. Write everything out."))
        held = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise Refused(_("Line {line} of the file is no YAML.").format(line=line)) from error
    if not isinstance(held, dict):
        raise Refused(_("The file must hold names and values."))
    return cast("dict[str, Any]", held)
