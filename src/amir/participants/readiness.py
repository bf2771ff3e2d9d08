"""Who may be matched: the evidence an organisation holds about a person.

A mentor needs a screening, a training and a consent; a mentee needs a consent. A list gives
evidence (a date or a plain yes), or denies it ("not yet"), or says nothing. Only where it says
nothing may a named person vouch: nobody's word overrides a stated no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Role = Literal["mentor", "mentee"]


class Evidence(StrEnum):
    """What must be known of a person before a match."""

    SCREENING = "screening"
    TRAINING = "training"
    CONSENT = "consent"


class Standing(StrEnum):
    """What the organisation holds about one kind of evidence."""

    GIVEN = "given"
    DENIED = "denied"
    UNTOLD = "untold"
    VOUCHED = "vouched"


REQUIRED: Mapping[Role, tuple[Evidence, ...]] = {
    "mentor": (Evidence.SCREENING, Evidence.TRAINING, Evidence.CONSENT),
    "mentee": (Evidence.CONSENT,),
}
FIELDS: Mapping[Evidence, str] = {
    Evidence.SCREENING: "police_check_on",
    Evidence.TRAINING: "trained",
    Evidence.CONSENT: "consent",
}


@dataclass(frozen=True, slots=True)
class Attestation:
    """Somebody who vouches, by name and day, for what the list leaves untold."""

    signer: str
    on: date


def standing_of(value: object, attestation: Attestation | None) -> Standing:
    """What a field of a list proves: a date or True gives, False denies, nothing is untold."""
    if value is False:
        return Standing.DENIED
    if value:
        return Standing.GIVEN
    return Standing.UNTOLD if attestation is None else Standing.VOUCHED


def standings(
    role: Role, values: Mapping[str, object], attestation: Attestation | None
) -> dict[Evidence, Standing]:
    """The standing of every kind of evidence that the role requires."""
    return {kind: standing_of(values.get(FIELDS[kind]), attestation) for kind in REQUIRED[role]}


def is_ready(standings: Mapping[Evidence, Standing]) -> bool:
    """Whether the person may be matched: all required evidence is given or vouched for."""
    return all(s in (Standing.GIVEN, Standing.VOUCHED) for s in standings.values())


def is_trained(standings: Mapping[Evidence, Standing]) -> bool:
    """Whether the role has a training, and it is given or vouched for."""
    return standings.get(Evidence.TRAINING) in (Standing.GIVEN, Standing.VOUCHED)
