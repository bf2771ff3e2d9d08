"""Mending a list on its page: cells, roles, births, people who are the same or not, columns."""

from uuid import UUID

import pytest
from django.http import QueryDict

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.lists.queries import Counts, counts_of, matched_rows
from amir.participants.lists.review import ReviewForm
from amir.participants.models import PeopleList
from tests.participants.lists.walking import HEADINGS, acts, answer, bring, bring_in, row_of

pytestmark = pytest.mark.django_db

YUSUF = "mentee,Yusuf,Haddad,+39 340 000 0001,yusuf@example.org,1990-01-01,Arabic,work,"
TWICE = "mentee,Yusuf,Haddad,+39 340 000 0001,yusuf@example.org,1990-01-01,Arabic,work,"
WRONG_MAIL = '"mentor",Amina,Rossi,+39 340 000 0003,"amina@example,org",1985-04-30,Italian,work,'
NO_ROLE = ",Elena,Bianchi,+39 340 000 0004,elena@example.org,1985-04-30,Italian,work,"


def listed(*rows: str) -> str:
    return "\n".join((HEADINGS, *rows))


def form_of(people_list: PeopleList, **changed: str) -> ReviewForm:
    """The form as its page shows it, with some fields changed, sent."""
    matches = matched_rows(people_list)
    empty = ReviewForm(people_list=people_list, matches=matches)
    data = {name: empty[name].initial or "" for name in empty.fields} | changed
    form = ReviewForm(data, people_list=people_list, matches=matches)
    assert form.errors == {}
    return form


def told(actor: Actor, people_list: PeopleList, **changed: str) -> PeopleList:
    return answer(actor, people_list, **form_of(people_list, **changed).told())


def test_untouched_form_changes_nothing(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF, WRONG_MAIL, NO_ROLE, TWICE))
        before = acts(people_list)
        assert before == [
            ("create", "Yusuf Haddad"), ("create", "Amina Rossi"),
            ("skip", "Elena Bianchi"), ("skip", "Yusuf Haddad"),
        ]  # fmt: skip
        assert acts(told(elena, people_list)) == before


def test_what_did_not_come_along_stays_as_it_is(elena: Actor, bologna: UUID) -> None:
    """On a slow line the button is there before the rest of the page."""
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF, WRONG_MAIL, NO_ROLE, TWICE))
        before = form_of(people_list).told()
        sent = QueryDict(f"version={people_list.version}")
        form = ReviewForm(sent, people_list=people_list, matches=[])
        assert form.errors == {}
        assert form.told() == before
        form = ReviewForm(QueryDict(""), people_list=people_list, matches=[])
        assert list(form.errors) == ["version"]


def test_problems_are_grouped_by_the_way_to_mend_them(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF, WRONG_MAIL, NO_ROLE))
        groups = people_list.overview["repairs"]
        assert [(g["by"], g["column"], g["holds"], g["count"]) for g in groups] == [
            ("role", "Role", True, 1),
            ("text", "E-mail", False, 1),
            ("year", "Date of birth", False, 1),
        ]


def test_typed_cell_is_read_again(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(WRONG_MAIL))
        mended = told(elena, people_list, **{"r0-0": "amina@example.org"})
        assert row_of(mended, "Amina Rossi").facts["person"]["email"] == "amina@example.org"
        assert mended.overview["repairs"] == []


def test_role_can_be_said(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF, NO_ROLE))
        mended = told(elena, people_list, **{"r0-0": "mentor"})
        assert row_of(mended, "Elena Bianchi").facts["side"] == "mentor"
        assert counts_of(mended) == Counts(create=2)


def test_row_can_be_left_out(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF, NO_ROLE))
        mended = told(elena, people_list, **{"r0-0": "leave_out"})
        assert acts(mended)[1] == ("skip", "Elena Bianchi")
        assert row_of(mended, "Elena Bianchi").why == {"says": "You left this row out."}


def test_births_may_keep_the_year_only(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF))
        person = row_of(told(elena, people_list, y0="year"), "Yusuf Haddad").facts["person"]
        assert (person["birth_year"], "born_on" in person) == (1990, False)


def test_two_rows_can_be_two_people(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF, TWICE))
        assert counts_of(people_list) == Counts(create=1, skip=1)
        apart = told(elena, people_list, p0="different")
        assert counts_of(apart) == Counts(create=2)
        assert counts_of(told(elena, apart, p0="same")) == Counts(create=1, skip=1)


def test_column_can_be_something_else(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna, listed(YUSUF))
        place = [c["header"] for c in people_list.overview["tables"][0]["columns"]].index("E-mail")
        kept = told(elena, people_list, **{f"c0-{place}": "extra"})
        person = row_of(kept, "Yusuf Haddad").facts["person"]
        assert ("email" in person, person["extras"]) == (False, {"E-mail": "yusuf@example.org"})


def test_name_and_year_alone_are_asked_about(elena: Actor, bologna: UUID) -> None:
    known = "mentee,Yusuf,Haddad,+39 340 000 0001,,1990,Arabic,work,"
    moved = "mentee,Yusuf,Haddad,+39 340 000 0077,,1990,Arabic,work,"
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna, listed(known)))
        second = bring(elena, bologna, listed(moved))
        assert counts_of(second) == Counts(update=1)
        (row,) = matched_rows(second)
        apart = told(elena, second, **{f"m{row.pk}": "different"})
        assert counts_of(apart) == Counts(create=1)


def test_consent_of_a_day_to_come_is_none_yet(elena: Actor, bologna: UUID) -> None:
    text = f"{HEADINGS}\n{YUSUF}{clock.today().year + 1}-05-05"
    with acting_as(elena):
        people_list = bring(elena, bologna, text)
        assert row_of(people_list, "Yusuf Haddad").facts["evidence"] == {"consented": False}
