"""One's own: what one is asked, answering it, and what is stored about oneself."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amir.core import clock
from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, actor_of, demand, once, page
from amir.participants.enums import Side

from .. import actions
from ..actions.answering import state_of
from ..enums import Answer
from ..models import Asking
from ..my_records import as_plain, my_data
from ..queries import askings_of_me, my_asking_or_404
from ..rules import ME, ME_CHANGE
from ..wording import language_name, topic_name

router = Router(tags=["me"])


class OtherOut(Schema):
    """What one is told of the other before both agree, in one's own language."""

    name: str
    languages: list[str]
    topics: list[str]
    place: str


class AskedOut(Schema):
    """Do you want to meet this person? `side` is one's own; `last_day` the last to answer."""

    id: UUID
    side: Side
    about: OtherOut
    answer: Answer | Literal[""]
    last_day: date


class AnswerIn(FormIn):
    """Yes or no."""

    answer: Answer


class AnsweredOut(Schema):
    """Where the question stands now for oneself. Both said yes: `agreed`."""

    state: Literal["open", "waiting", "agreed", "declined", "taken_back", "expired", "over"]


class MyDataOut(Schema):
    """Part -> groups of facts, label -> value, as on the page about oneself."""

    as_of: datetime
    data: dict[str, list[dict[str, str]]]


@router.get("/me/questions", auth=Needs(ME), response={200: Page[AskedOut], **ERRORS})
def list_my_questions(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """What one is asked and can still answer, the most urgent first."""
    rows = askings_of_me(actor_of(request)).select_related(None)
    return page(rows, wanted, lambda found: [_shown(asking) for asking in found])


@router.post(
    "/me/questions/{asking_id}/answer",
    auth=Needs(ME_CHANGE),
    response={200: AnsweredOut, **ERRORS},
)
def answer_question(request: HttpRequest, asking_id: UUID, sent: AnswerIn) -> dict[str, Any]:
    """Answer. When it is too late nothing changes, and the state says so."""
    actor = actor_of(request)
    asking = my_asking_or_404(actor, asking_id=asking_id)
    demand(actor, ME_CHANGE, asking)
    once(request, sent, lambda: actions.answer_own(actor, asking=asking, answer=sent.answer))
    return {"state": state_of(my_asking_or_404(actor, asking_id=asking_id))}


@router.get("/me/data", auth=Needs(ME), response={200: MyDataOut, **ERRORS})
def show_my_data(request: HttpRequest) -> dict[str, Any]:
    """Everything that is stored about oneself, in words."""
    return {"as_of": clock.now(), "data": as_plain(my_data(actor_of(request)))}


def _shown(asking: Asking) -> dict[str, Any]:
    shown = asking.shown
    return {
        "id": asking.pk,
        "side": asking.side,
        "answer": asking.answer,
        "last_day": asking.last_day,
        "about": {
            "name": shown.get("name", ""),
            "languages": [language_name(tag) for tag in shown.get("languages", ())],
            "topics": [topic_name(topic) for topic in shown.get("topics", ())],
            "place": shown.get("place", ""),
        },
    }
