"""What Casa publishes: a report in two languages, a strategy, the answers of a round."""

from amir.consultations import actions as consultations
from amir.consultations.models import Round
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.publishing.models import PublishedWork
from amir.reports import actions as reports
from amir.reports.models import Report
from amir.reports.queries import sections_of
from amir.strategies import actions as strategies
from amir.strategies.models import Strategy
from tests.consortium import Consortium, actor_of


def written_report(consortium: Consortium, *, words: str, title: str = "Italy") -> Report:
    """A national report of Casa in Italian and English, in review."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        report = reports.create_report(
            carla, programme=consortium.programme, organisation_id=consortium.casa.pk,
            kind="national", title=title, language="it", country="IT",
        )  # fmt: skip
        report = reports.choose_languages(carla, report=report, languages=["en"])
        for order, section in enumerate(sections_of(report), start=1):
            section.report = report
            held = reports.write_section(
                carla, section=section, title=section.title, text=f"{words} ({order})",
                version=section.version,
            )  # fmt: skip
            held.report = report
            reports.translate_section(
                carla, section=held, language="en", title=f"Part {order}",
                text=f"{words} in English", of_version=held.version, version=0,
            )  # fmt: skip
            reports.set_section(carla, section=held, status="ready", owner_id=None, order=order)
        return reports.take_step(carla, report=report, step="submit")


def published_report(consortium: Consortium, *, words: str = "Casa e lavoro") -> PublishedWork:
    """The report, published."""
    report = written_report(consortium, words=words)
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        reports.publish_report(carla, report=report)
        return PublishedWork.objects.get(work_id=report.pk, is_newest=True)


def begun_strategy(
    consortium: Consortium, *, words: str = "A home first.", language: str = "it"
) -> Strategy:
    """Bologna's strategy as a draft with a measure."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        made = strategies.begin_local(
            carla, programme=consortium.programme, organisation_id=consortium.casa.pk,
            title="Bologna together", country="IT", region="ITH55", language=language,
        )  # fmt: skip
        strategies.write_part(
            carla, strategy=made, kind="section", values={"title": "Vision", "text": words}
        )
        objective = strategies.write_part(
            carla, strategy=made, kind="objective", values={"title": "Homes", "text": words}
        )
        strategies.write_part(
            carla, strategy=made, kind="measure",
            values={"title": "Rent desk", "text": words, "objective": objective.key,
                    "why_not": "It is for all."},
        )  # fmt: skip
        return made


def adopt(consortium: Consortium, strategy: Strategy) -> PublishedWork:
    """The council adopts it."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        strategies.take_step(carla, strategy=strategy, step="finish")
        strategies.take_step(
            carla, strategy=strategy, step="adopt", on=clock.today(), by="City council"
        )
        return PublishedWork.objects.get(work_id=strategy.pk, is_newest=True)


def answered_round(consortium: Consortium, strategy: Strategy, *, said: str) -> Round:
    """A round about the strategy, with one answer on paper; its answers are published."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        held = consultations.prepare_round(
            carla, strategy=strategy, title="What do you think?", opens_on=clock.today(),
            closes_on=clock.today(), languages=["it", "en"], questions=["change"],
        )  # fmt: skip
        held = consultations.take_round_step(carla, consultation=held, step="open")
        one = consultations.type_contribution(
            carla, consultation=held, channel="paper", language="it", answers={"change": said}
        )
        held = consultations.take_round_step(carla, consultation=held, step="close")
        consultations.answer_contribution(
            carla, contribution=one, answer="We opened a desk.", said="You need a desk."
        )
        consultations.publish_answers(carla, consultation=held, looked_at=True)
        return held
