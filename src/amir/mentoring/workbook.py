"""A plan of the desk as a workbook: the same pages and words as on the screen."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import get_language, gettext

from amir.core.actor import Actor
from amir.core.i18n import is_right_to_left
from amir.kit.tables import Table
from amir.sheets.writing import Heading, Page, write_workbook

from .findings import finding
from .models import Plan
from .queries import askings_visible_to, proposals_visible_to, unmatched_visible_to
from .tables import PAIRS, RECRUITS, UNMATCHED, pair_rows, recruit_rows, unmatched_rows


def plan_workbook(actor: Actor, plan: Plan) -> bytes:
    """The workbook in the language that is switched on."""
    askings = askings_visible_to(actor).filter(proposal__plan=plan)
    pages = (
        _page(PAIRS, pair_rows(actor, proposals_visible_to(actor).filter(plan=plan), askings),
              notice=finding(plan)),
        _page(UNMATCHED, unmatched_rows(actor, unmatched_visible_to(actor).filter(plan=plan)),
              notice=gettext("With each change named here, one more person has a mentor.")),
        _page(RECRUITS, recruit_rows(plan),
              notice=gettext("Each figure was found by solving again with this one mentor more.")),
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(path, pages, right_to_left=is_right_to_left(get_language() or "en"))
        return path.read_bytes()


def _page(table: Table, rows: Sequence[object], *, notice: str) -> Page:
    headings = [Heading(str(column.label), column.width) for column in table.columns]
    cells = [[column.in_file(row) for column in table.columns] for row in rows]
    return Page(str(table.title), headings, cells, notice, str(table.empty))
