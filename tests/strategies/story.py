"""A shared strategy of Casa's programme, and what Asyl in Athens makes of it."""

from dataclasses import dataclass, field
from typing import Any

from amir.core.access.acting import acting_as
from amir.strategies import actions
from amir.strategies.models import Edition, Strategy
from tests.consortium import Consortium, actor_of

MEASURE = {
    "title": "Courses", "text": "Evening courses.", "objective": "find-work",
    "indicator": "People in courses", "target_groups": ["women"], "serves": ["oecd-9"],
}  # fmt: skip


@dataclass
class Told:
    """The consortium with its strategies."""

    consortium: Consortium
    shared: Strategy
    edition: Edition
    extra: dict[str, Any] = field(default_factory=dict)


def write(consortium: Consortium, who: str, strategy: Strategy, kind: str, **values: Any) -> Any:
    """Somebody writes a part."""
    actor = actor_of(getattr(consortium, who))
    key = values.pop("key", "")
    version = values.pop("version", None)
    with acting_as(actor):
        return actions.write_part(
            actor, strategy=strategy, kind=kind, values=values, key=key, version=version
        )


def publish(consortium: Consortium, who: str, strategy: Strategy) -> Edition:
    """Somebody publishes."""
    actor = actor_of(getattr(consortium, who))
    with acting_as(actor):
        return actions.publish_edition(actor, strategy=strategy)


def tell(consortium: Consortium) -> Told:
    """The shared strategy with a diagnosis, an objective and a measure, published."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        shared = actions.begin_shared(carla, programme=consortium.programme, title="Together")
    write(consortium, "carla", shared, "section", key="diagnosis", title="Where we stand",
          text="Many look for work.")  # fmt: skip
    write(consortium, "carla", shared, "objective", title="Find work", text="", theme="work")
    write(consortium, "carla", shared, "measure", **MEASURE)
    return Told(consortium, shared, publish(consortium, "carla", shared))


def adapt(told: Told) -> Strategy:
    """Athens adapts it."""
    kostas = actor_of(told.consortium.kostas)
    with acting_as(kostas):
        return actions.begin_local(
            kostas, programme=told.consortium.programme,
            organisation_id=told.consortium.asyl.pk, title="Athens together", country="GR",
            template_id=told.shared.pk,
        )  # fmt: skip
