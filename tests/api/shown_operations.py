"""The operations on what is published for everybody."""

from .operation import Operation


def _public(path: str) -> Operation:
    return Operation("GET", path, by="nobody", is_public=True, denied=200, elsewhere=200)


PUBLICATIONS = {
    "list_publications": _public("/programmes/open/publications"),
    "show_publication": _public("/publications/{shown_id}/en"),
}
