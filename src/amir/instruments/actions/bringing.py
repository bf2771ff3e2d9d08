"""A programme brings an instrument."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.core.yaml_files import read_yaml
from amir.programmes.models import Programme

from ..definition import parse
from ..models import Instrument
from ..queries import definitions_of
from ..rules import BRING

LARGEST = 200_000  # letters


@transaction.atomic
def bring_instrument(actor: Actor, *, programme: Programme, content: bytes) -> Instrument:
    """Take in a definition as YAML; from now on the programme asks with it.

    Raises NotAllowed; Refused with the place in the file that is wrong, or for a version that is
    not newer than what is there: what was asked once stays readable.
    """
    if not may(actor, BRING, programme):
        raise NotAllowed(_("Only the programme's coordinator brings questionnaires."))
    data = read_yaml(content, longest=LARGEST)
    definition = parse(data)
    held = definitions_of(programme.pk).get(definition.key)
    if held is not None and definition.version <= held[0].version:
        raise Refused(
            _("There is version {version} already. Give yours a higher number.").format(
                version=held[0].version
            ),
            field="upload",
        )
    made = Instrument.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        key=definition.key,
        version=definition.version,
        definition=data,
        brought_by=actor.account_id,
    )
    happened("instruments.brought", actor, instrument=made)
    return made
