"""When a lower room publishes, its edition is copied to the public pages."""

from amir.consultations.document import as_report
from amir.consultations.models import Round
from amir.core.actor import Actor
from amir.core.events import listen
from amir.documents.saved import to_plain
from amir.programmes.models import Programme
from amir.reports.models import ReportEdition
from amir.strategies.content import place_of
from amir.strategies.document import of_edition
from amir.strategies.enums import StrategyState
from amir.strategies.models import Edition, Strategy

from .actions import publish_work
from .enums import WorkKind

# Before, an edition is for partners, and for those who are asked about it.
PUBLIC = frozenset({StrategyState.ADOPTED, StrategyState.FOLLOWED, StrategyState.CLOSED})


def on_report(actor: Actor, *, edition: ReportEdition) -> None:
    """A report was published."""
    publish_work(
        actor, organisation_id=edition.organisation_id, programme_id=edition.programme_id,
        work_id=edition.report_id, kind=edition.kind, number=edition.number,
        documents={code: edition.documents[code] for code in edition.languages},
        country=edition.country,
    )  # fmt: skip


def on_strategy(actor: Actor, *, edition: Edition) -> None:
    """A strategy was published: everybody reads it once it is adopted."""
    if edition.state not in PUBLIC:
        return
    programme = Programme.objects.get(pk=edition.programme_id)
    strategy = Strategy.objects.get(pk=edition.strategy_id)
    place = place_of(strategy)
    publish_work(
        actor, organisation_id=edition.organisation_id, programme_id=edition.programme_id,
        work_id=strategy.pk, kind=strategy.kind, number=edition.number,
        documents={edition.language: to_plain(of_edition(edition, programme))},
        country=place["country"], region=place["region"], municipality=place["municipality"],
    )  # fmt: skip


def on_answers(actor: Actor, *, round: Round) -> None:
    """The answers of a round were published."""
    place = place_of(Strategy.objects.get(pk=round.strategy_id))
    publish_work(
        actor, organisation_id=round.organisation_id, programme_id=round.programme_id,
        work_id=round.pk, kind=WorkKind.ANSWERS,
        documents={round.language: to_plain(as_report(round))},
        country=place["country"], region=place["region"], municipality=place["municipality"],
    )  # fmt: skip


def begin() -> None:
    """Called once at start-up."""
    listen("reports.published", on_report)
    listen("strategies.published", on_strategy)
    listen("consultations.answered", on_answers)
