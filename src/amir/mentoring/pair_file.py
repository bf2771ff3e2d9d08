"""What is told of a match: its first meeting, what was agreed, who signed, whose number is shared.

For the pages of the two, of their links, and of the desk; whoever reads sees what the locks give.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amir.core import clock
from amir.organisations.models import Membership
from amir.participants.enums import Side

from . import practice, terms
from .models import Agreement, FirstMeeting, Match, NumberShare, Signature


@dataclass(frozen=True, slots=True)
class PairFile:
    """A match with everything around it. `signed`: side -> when it signed the version that counts.

    `coordinator` is who is there at the first meeting, as colleagues are shown.
    """

    match: Match
    agreement: Agreement
    signed: Mapping[str, Signature]
    meeting: FirstMeeting | None
    coordinator: str
    sharing: frozenset[UUID]

    @property
    def rules(self) -> list[object]:
        """The rules that both accept, in order."""
        return list(terms.RULES.values())

    @property
    def confidence(self) -> tuple[object, ...]:
        """What is kept between the two, and the exception."""
        return terms.CONFIDENCE

    @property
    def is_trial(self) -> bool:
        """Whether either may leave today without a reason."""
        return practice.is_trial(self.agreement, clock.today())

    @property
    def is_late(self) -> bool:
        """Whether the last day to sign is over."""
        return practice.is_sign_by_over(self.agreement, clock.today())

    @property
    def signatures(self) -> list[tuple[str, Signature | None]]:
        """Each side in words, with its signature if there is one."""
        return [(str(side.label), self.signed.get(side)) for side in Side]

    def has_signed(self, side: str) -> bool:
        """Whether that side signed the version that counts."""
        return side in self.signed

    @property
    def sign_by(self) -> date:
        """The last day to sign."""
        return self.agreement.sign_by


def pair_file(match: Match) -> PairFile:
    """Everything around a match, as far as the locks show it; five queries."""
    agreement = Agreement.objects.get(match=match)
    signed = agreement.signatures.filter(version=agreement.version)
    meeting = FirstMeeting.objects.filter(match=match).first()
    shares = NumberShare.objects.filter(match=match, shared_at__isnull=False)
    return PairFile(
        match,
        agreement,
        {signature.side: signature for signature in signed},
        meeting,
        _shown_name(match.organisation_id, meeting.coordinator_id) if meeting else "",
        frozenset(shares.values_list("person_id", flat=True)),
    )


def _shown_name(organisation_id: UUID, account_id: UUID) -> str:
    held = Membership.objects.filter(organisation_id=organisation_id, account_id=account_id)
    return held.order_by("-since").values_list("shown_name", flat=True).first() or ""
