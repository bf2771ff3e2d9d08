"""Training and orientation: what somebody has been through opens the gate to a match.

The learning room will write completions too; the gate stays as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.core.text import tidy
from amir.participants.actions import record_evidence
from amir.participants.enums import EvidenceKind
from amir.participants.models import Evidence, Participant
from amir.programmes.queries import settings_of

from .. import rules
from ..enums import TrainingMoment
from ..models import ModuleCompletion, SelfEvaluation

MOST_MINUTES = 2_400
MARKS = range(1, 6)


def record_modules(
    actor: Actor,
    *,
    participant: Participant,
    modules: Sequence[str],
    minutes: int,
    passed_on: date,
    source: str,
) -> list[ModuleCompletion]:
    """Write down modules that somebody has been through, `minutes` each.

    When a mentor's training is complete, that becomes evidence of the day of the last module.
    Raises NotAllowed; Refused for a module that the programme does not know.
    """
    if actor.account_id is None or not may(actor, rules.SCREEN, participant):
        raise NotAllowed(_("You may not record training in this organisation."))
    known = {*settings_of(participant.programme_id)[rules.MODULES.key], rules.ORIENTATION}
    if not modules or not set(modules) <= known:
        raise Refused(_("Choose at least one module."), field="modules")
    if passed_on > clock.today():
        raise Refused(_("The day cannot lie in the future."), field="passed_on")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes each module took."), field="minutes")
    if not tidy(source):
        raise Refused(_("Write where it stands, such as a list of a course."), field="source")
    with transaction.atomic():
        rows = [
            ModuleCompletion(
                organisation_id=participant.organisation_id,
                participant=participant,
                module=module,
                minutes=minutes,
                passed_on=passed_on,
                source=tidy(source)[:120],
                recorded_by=actor.account_id,
            )
            for module in dict.fromkeys(modules)
        ]
        ModuleCompletion.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["participant", "module"],
            update_fields=["minutes", "passed_on", "source", "recorded_by"],
        )
        _open_gate(actor, participant)
    return rows


def evaluate_oneself(
    actor: Actor, *, participant: Participant, moment: str, marks: Mapping[str, int]
) -> SelfEvaluation:
    """A mentor says what they can do, 1 to 5 for each topic; the newest of a moment counts.

    Raises NotAllowed for anybody but the mentor.
    """
    if not rules.is_own_evaluation(actor.account_id, participant.person_id, participant.side):
        raise NotAllowed(_("Only the mentor answers this."))
    known = settings_of(participant.programme_id)[rules.MODULES.key]
    if moment not in TrainingMoment.values or not set(marks) <= set(known):
        raise Refused(_("This question is not asked any more."))
    if not marks or not {*marks.values()} <= {*MARKS}:
        raise Refused(_("Choose an answer for at least one topic."))
    evaluation, _made = SelfEvaluation.objects.update_or_create(
        participant=participant,
        moment=moment,
        defaults={
            "organisation_id": participant.organisation_id,
            "marks": dict(marks),
            "answered_on": clock.today(),
        },
    )
    return evaluation


def _open_gate(actor: Actor, participant: Participant) -> None:
    """Evidence of a complete training, once."""
    known = settings_of(participant.programme_id)
    done = list(ModuleCompletion.objects.filter(participant=participant))
    minutes = known[rules.TRAINING_MINUTES.key]
    if participant.side != rules.MENTOR or rules.lacks_training(
        done, known[rules.MODULES.key], minutes
    ):
        return
    held = Evidence.objects.filter(
        participant=participant, kind=EvidenceKind.TRAINED, is_no=False, attestation=None
    )
    if not held.exists():
        spent = sum(each.minutes for each in done if each.module != rules.ORIENTATION)
        record_evidence(
            actor,
            participant=participant,
            kind=EvidenceKind.TRAINED,
            dated_on=max(each.passed_on for each in done),
            source=f"{len(done)} modules, {spent} minutes",
        )
