"""A table is declared once; `show` makes what one person sees of it now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from . import exports, saved
from .acts import BulkAct, Chosen
from .columns import Column
from .paging import SIZES, Pages, page_asked, size_asked

Rows = Any
# What belongs to looking at the table, not to what is filtered.
_CONTROLS = ("page", "size", "sort", "export", "view")


@dataclass(frozen=True, slots=True)
class Table:
    """A table over a queryset or a list.

    `search`: field paths that the search box looks into, or a function (rows, text) -> rows.
    `filters`: a form class; its fields become the filter bar, `narrow(rows, cleaned)` applies it.
    `ident` gives the value of a row's box; `row_link` what Enter opens.
    """

    key: str
    title: str | Promise
    columns: Sequence[Column]
    search: Sequence[str] | Callable[[Rows, str], Rows] = ()
    filters: type[forms.Form] | None = None
    narrow: Callable[[Rows, dict[str, Any]], Rows] | None = None
    acts: Sequence[BulkAct] = ()
    order: str = ""
    ident: Callable[[Any], str] = lambda row: str(row.pk)
    row_label: Callable[[Any], str] | None = None
    empty: str | Promise = ""
    empty_label: str | Promise = ""
    empty_url: str = ""
    is_exportable: bool = True

    def show(self, request: HttpRequest, rows: Rows) -> "Shown":
        """What this request sees of the rows: filtered, sorted, one page."""
        return Shown(self, request, rows)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading. `direction` is "ascending", "descending" or empty."""

    column: Column
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row on the screen."""

    ident: str
    label: str
    cells: Sequence[tuple[Column, SafeString]]


class Shown:
    """A table as one request sees it. Rows are fetched once, a page of them only."""

    def __init__(self, table: Table, request: HttpRequest, rows: Rows) -> None:
        self.table, self.request, self._all = table, request, rows
        self.params = request.GET

    # --- what was asked --------------------------------------------------------------------
    @cached_property
    def words(self) -> str:
        """What stands in the search box."""
        return self.params.get("q", "").strip()[:100]

    @cached_property
    def filter_form(self) -> forms.Form | None:
        """The filter bar's form; nonsense in the address filters nothing."""
        if self.table.filters is None:
            return None
        form = self.table.filters(self.params, prefix=None, auto_id=f"{self.table.key}_%s")
        # In a filter everything is optional, and saying so would be noise.
        vars(form)["says_optional"] = False
        for each in form.fields.values():
            each.required = False
        return form

    @cached_property
    def matching(self) -> Rows:
        """All rows that match search and filters, in order; nothing is fetched yet."""
        rows = self._all
        form = self.filter_form
        if form is not None and self.table.narrow is not None:
            form.is_valid()
            rows = self.table.narrow(rows, form.cleaned_data)
        return self._sorted(self._searched(rows))

    @property
    def is_narrowed(self) -> bool:
        """Whether search or filters leave something out."""
        return any(v for k in self.params if k not in _CONTROLS for v in self.params.getlist(k))

    def _searched(self, rows: Rows) -> Rows:
        search = self.table.search
        if not self.words or not search:
            return rows
        if callable(search):
            return search(rows, self.words)
        if isinstance(rows, QuerySet):
            for word in self.words.split():
                wanted = Q()
                for path in search:
                    wanted |= Q(**{f"{path}__icontains": word})
                rows = rows.filter(wanted)
            return rows
        words = self.words.casefold().split()
        columns = [Column(path, "", path) for path in search]

        def has_all(row: Any) -> bool:
            text = " ".join(str(column.of(row)) for column in columns).casefold()
            return all(word in text for word in words)

        return [row for row in rows if has_all(row)]

    # --- order -----------------------------------------------------------------------------
    @cached_property
    def sorting(self) -> tuple[Column | None, bool]:
        """The column that the rows are sorted by, and whether downwards."""
        asked = self.params.get("sort", "") or self.table.order
        name, down = asked.removeprefix("-"), asked.startswith("-")
        found = next((c for c in self.table.columns if c.name == name and c.sort), None)
        return found, down

    def _sorted(self, rows: Rows) -> Rows:
        column, down = self.sorting
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            path = column.sort if isinstance(column.sort, str) else column.name
            order = F(path.replace(".", "__"))
            ordered = order.desc(nulls_last=True) if down else order.asc(nulls_last=True)
            # The key last: equal rows keep their place from page to page.
            return rows.order_by(ordered, "pk")
        key = column.sort if callable(column.sort) else column.of
        filled = [row for row in rows if key(row) not in (None, "")]
        empty = [row for row in rows if key(row) in (None, "")]
        return sorted(filled, key=lambda row: _comparable(key(row)), reverse=down) + empty

    @property
    def headings(self) -> list[Heading]:
        """The heading row with its sort links."""
        column, down = self.sorting
        found = []
        for each in self.columns:
            direction, following = "", each.name
            if each is column:
                direction = "descending" if down else "ascending"
                following = each.name if down else f"-{each.name}"
            url = self.address(sort=following, page=None) if each.sort else ""
            found.append(Heading(each, url, direction))
        return found

    # --- the page --------------------------------------------------------------------------
    @property
    def columns(self) -> list[Column]:
        """The columns on the screen."""
        return [c for c in self.table.columns if not c.is_hidden_at_first]

    @cached_property
    def total(self) -> int:
        """How many rows match."""
        rows = self.matching
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    @cached_property
    def pages(self) -> Pages:
        """Paging of what matches."""
        size = size_asked(self.params.get("size", ""))
        count = max(1, -(-self.total // size))
        number = page_asked(self.params.get("page", ""), count)
        return Pages(self.total, size, number, self.address(page="{}"))

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """(rows a page, address, is it now)."""
        return [(n, self.address(size=n, page=None), n == self.pages.size) for n in SIZES]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of this page."""
        start = (self.pages.number - 1) * self.pages.size
        page = self.matching[start : start + self.pages.size]
        return [self._row(row) for row in page]

    def _row(self, row: Any) -> Row:
        label = self.table.row_label or self.columns[0].of
        cells = [(column, column.shown(row)) for column in self.columns]
        return Row(self.table.ident(row) if self.acts else "", str(label(row)), cells)

    # --- acts, views, files ----------------------------------------------------------------
    @property
    def acts(self) -> list[BulkAct]:
        """The bulk acts that this actor may do."""
        actor = getattr(self.request, "actor", None)
        return [
            each
            for each in self.table.acts
            if not each.permission or (actor and actor.holds_anywhere(each.permission))
        ]

    def chosen(self) -> Chosen | None:
        """The bulk act that was posted, if any."""
        return Chosen.of(self.request, self.acts)

    def chosen_rows(self, chosen: Chosen) -> list[Any]:
        """The posted rows among those that match; foreign ids find nothing."""
        if chosen.everything:
            return list(self.matching)
        if isinstance(self.matching, QuerySet):
            known = [c for c in chosen.ids if _is_key(self.matching, c)]
            return list(self.matching.filter(pk__in=known))
        return [row for row in self.matching if self.table.ident(row) in chosen.ids]

    @cached_property
    def views(self) -> list[saved.View]:
        """The views that this person saved for the table."""
        return saved.views(self.request, self.table.key)

    @property
    def query(self) -> str:
        """Filters and order as an address, without the page; what a saved view keeps."""
        return self.address(page=None, export=None).removeprefix("?")

    @property
    def download(self) -> HttpResponse | None:
        """The file if one was asked for (`?export=csv` or `xlsx`), with all matching rows."""
        ending = self.params.get("export", "")
        if ending not in ("csv", "xlsx") or not self.table.is_exportable:
            return None
        headings = [str(column.label) for column in self.table.columns]
        cells = ([column.in_file(row) for column in self.table.columns] for row in self._every())
        if ending == "csv":
            content = exports.as_csv(headings, cells)
        else:
            content = exports.as_xlsx(
                str(self.table.title),
                headings,
                [column.width for column in self.table.columns],
                cells,
                right_to_left=get_language_bidi(),
            )
        return exports.download(self.table.key, ending, content)

    def _every(self) -> Iterable[Any]:
        rows = self.matching
        if isinstance(rows, QuerySet):
            return rows.iterator(chunk_size=1000)
        return list(rows)

    def address(self, **changes: object) -> str:
        """This table's address with some parameters set, or left out with None."""
        params: QueryDict = self.params.copy()
        for name, value in changes.items():
            params.pop(name, None)
            if value is not None:
                params[name] = str(value)
        params.pop("export", None) if "export" not in changes else None
        return "?" + params.urlencode(safe="{}")

    @property
    def csv_url(self) -> str:
        """Where the CSV file is."""
        return self.address(export="csv", page=None)

    @property
    def xlsx_url(self) -> str:
        """Where the XLSX file is."""
        return self.address(export="xlsx", page=None)


def _is_key(rows: QuerySet[Any], text: str) -> bool:
    try:
        rows.model._meta.pk.to_python(text)
    except Exception:
        return False
    return True


def _comparable(value: Any) -> Any:
    """Texts without regard to case."""
    return value.casefold() if isinstance(value, str) else value
