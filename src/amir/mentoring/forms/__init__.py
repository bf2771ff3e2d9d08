"""What coordinators and participants fill in here: as little as can be."""

from .arranging import (
    AgreementForm,
    BookingForm,
    BoundForm,
    FirstMeetingForm,
    GuardianForm,
    HeldForm,
    HelperForm,
    InterpreterForm,
    LendForm,
    PaperForm,
    SignForm,
)
from .deciding import CorrectionForm, EndForm, OtherMentorForm, WhyForm

__all__ = [
    "AgreementForm",
    "BookingForm",
    "BoundForm",
    "CorrectionForm",
    "EndForm",
    "FirstMeetingForm",
    "GuardianForm",
    "HeldForm",
    "HelperForm",
    "InterpreterForm",
    "LendForm",
    "OtherMentorForm",
    "PaperForm",
    "SignForm",
    "WhyForm",
]
