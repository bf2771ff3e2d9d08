"""Two people judge a practice by criteria; its label follows what is known."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.benchmarks.actions import start_assessment
from amir.benchmarks.enums import AssessedBy, Subject
from amir.benchmarks.models import Assessment
from amir.benchmarks.queries import criteria_of
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may

from ..enums import PracticeState
from ..labels import LADDER
from ..models import Practice, PracticeStatus, PublishedPractice
from ..queries import standing_of
from ..rules import ASSESS, WRITE


@transaction.atomic
def assess_practice(actor: Actor, *, practice: Practice) -> Assessment:
    """Begin to judge a practice by the programme's criteria, or go on.

    Raises NotAllowed; Refused for a draft.
    """
    if not may(actor, ASSESS, practice):
        raise NotAllowed(_("You may not assess practices of this organisation."))
    if practice.state == PracticeState.DRAFT:
        raise Refused(_("Report the practice first. A draft is not assessed."))
    return start_assessment(
        actor,
        organisation_id=practice.organisation_id,
        held=criteria_of(practice.programme_id),
        subject_kind=Subject.PRACTICE,
        subject_id=practice.pk,
        by=AssessedBy.REVIEWER,
        programme_id=practice.programme_id,
    )


@transaction.atomic
def raise_label(actor: Actor, *, practice: Practice) -> Practice:
    """Give the next label. Raises NotAllowed; Refused with everything that is still missing."""
    if not may(actor, WRITE, practice):
        raise NotAllowed(_("You may not change practices of this organisation."))
    held = Practice.objects.select_for_update().get(pk=practice.pk)
    standing = standing_of(held)
    if standing.next is None:
        raise Refused(_("It has the highest label already."))
    if standing.missing:
        wanted = " ".join(str(each.text) for each in standing.missing)
        raise Refused(_("Still missing: {wanted}").format(wanted=wanted))
    held.label = standing.next
    held.version += 1
    held.save(update_fields=["label", "version"])
    PracticeStatus.objects.filter(practice=held).update(label=held.label)
    _show(held)
    return held


def settle_label(practice: Practice) -> None:
    """A label whose demands are no longer met falls to the highest one that is."""
    if not practice.label:
        return
    reached = standing_of(practice).highest
    if not reached or LADDER.index(reached) < LADDER.index(practice.label):
        practice.label = reached
        practice.save(update_fields=["label"])
        _show(practice)


def _show(practice: Practice) -> None:
    """A label is public at once: what stands there must not promise too much or too little."""
    public = PublishedPractice.objects.filter(practice_id=practice.pk)
    for facets in public.values_list("facets", flat=True):
        others = [facet for facet in facets if not facet.startswith("label:")]
        public.update(label=practice.label, facets=[*others, f"label:{practice.label}"])
