"""Acts on persons and accounts. Other rooms import from here."""

from .accounts import (
    IssuedCard,
    account_invited,
    account_of_card,
    end_session,
    end_sessions,
    forget_pin,
    invite,
    issue_card,
    recognise_body_identity,
    revoke_cards,
    set_session_kind,
    switch_off_account,
    switch_on_account,
    use_invitation,
)
from .changing import change_people, change_person
from .codes import ask_code, check_code, send_code
from .consenting import Agreed, forget_consents, take_down_consents, withdraw_consents
from .contact_changes import (
    carry_out_contact_changes,
    change_contact,
    confirm_contact_change,
    drop_contact_change,
)
from .erasing import (
    Erased,
    erase_person,
    lift_restriction,
    pseudonym,
    restrict_person,
)
from .factors import (
    add_app,
    check_app,
    factors_of,
    forget_factors,
    has_factor,
    new_app_secret,
    recovery_codes,
    remove_factor,
)
from .pins import check_pin, set_pin
from .registering import NewPerson, register_people, register_person

__all__ = [
    "Agreed",
    "Erased",
    "IssuedCard",
    "NewPerson",
    "account_invited",
    "account_of_card",
    "add_app",
    "ask_code",
    "carry_out_contact_changes",
    "change_contact",
    "change_people",
    "change_person",
    "check_app",
    "check_code",
    "check_pin",
    "confirm_contact_change",
    "drop_contact_change",
    "end_session",
    "end_sessions",
    "erase_person",
    "factors_of",
    "forget_consents",
    "forget_factors",
    "forget_pin",
    "has_factor",
    "invite",
    "issue_card",
    "lift_restriction",
    "new_app_secret",
    "pseudonym",
    "recognise_body_identity",
    "recovery_codes",
    "register_people",
    "register_person",
    "remove_factor",
    "restrict_person",
    "revoke_cards",
    "send_code",
    "set_pin",
    "set_session_kind",
    "switch_off_account",
    "switch_on_account",
    "take_down_consents",
    "use_invitation",
    "withdraw_consents",
]
