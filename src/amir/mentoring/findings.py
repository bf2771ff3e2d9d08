"""What a plan found, in one sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import ProposalState
from .models import Plan


def finding(plan: Plan) -> str:
    """How many have a proposal, and that no plan gives more: that was proven."""
    figures = plan.figures
    if not figures.get("mentees"):
        return _("There is nobody to match: no mentee is without a mentor.")
    return ngettext(
        "{count} of {mentees} mentees has a proposal; no other plan gives more.",
        "{count} of {mentees} mentees have a proposal; no other plan gives more.",
        figures["matched"],
    ).format(count=figures["matched"], mentees=figures["mentees"])


def further(plan: Plan) -> list[str]:
    """What else is worth knowing about a plan: who was left out of it, and why."""
    figures = plan.figures
    told = []
    if figures.get("waiting"):
        told.append(
            ngettext(
                "{count} mentee cannot be matched yet: something is missing.",
                "{count} mentees cannot be matched yet: something is missing.",
                figures["waiting"],
            ).format(count=figures["waiting"])
        )
    if figures.get("asked"):
        told.append(
            ngettext(
                "{count} pair is being asked and stays as it is.",
                "{count} pairs are being asked and stay as they are.",
                figures["asked"],
            ).format(count=figures["asked"])
        )
    if figures.get("running"):
        told.append(
            ngettext("{count} match goes on.", "{count} matches go on.", figures["running"]).format(
                count=figures["running"]
            )
        )
    if figures.get("blocking"):
        told.append(
            ngettext(
                "{count} other pair would fit better by itself, but worse for all together.",
                "{count} other pairs would fit better by themselves, but worse for all together.",
                figures["blocking"],
            ).format(count=figures["blocking"])
        )
    return told


def decided(states: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many proposals stand where, those still to be decided first."""
    return [
        (str(state.label), states[state.value])
        for state in ProposalState
        if states.get(state.value)
    ]
