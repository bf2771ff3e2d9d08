"""The desk's pages of an organisation, through the browser's door."""

from uuid import UUID

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.models import AuditEvent
from amir.organisations.models import Membership, Organisation
from amir.people.models import Account
from tests.consortium import Consortium, actor_of, also, signed_in


def test_own_organisation_shows_colleagues_and_what_roles_see(consortium: Consortium) -> None:
    page = signed_in(consortium.elena).get("/desk/organisation/", follow=True)
    text = page.content.decode()
    for said in ("Casa", "Elena", "Carla", "Reads and decides concerns."):
        assert said in text
    assert "Kostas" not in text


def test_organisation_of_others_is_not_there(consortium: Consortium) -> None:
    nour = signed_in(consortium.nour)
    assert nour.get(f"/desk/organisation/{consortium.casa.pk}/").status_code == 404
    with acting_as(actor_of(consortium.elena)):
        membership = Membership.objects.get(account_id=consortium.elena)
    assert nour.get(f"/desk/colleagues/{membership.pk}/").status_code == 404


def test_colleagues_cannot_change_what_administrators_change(consortium: Consortium) -> None:
    elena = signed_in(consortium.elena)
    for page in ("edit/", "invite/"):
        address = f"/desk/organisation/{consortium.casa.pk}/{page}"
        assert elena.get(address).status_code == 403
        assert elena.post(address, {"name": "Ours"}).status_code == 403
    assert elena.get("/desk/audit/").status_code == 403


def test_administrator_changes_details(consortium: Consortium) -> None:
    ada = signed_in(consortium.ada)
    address = f"/desk/organisation/{consortium.casa.pk}/edit/"
    typed = {"name": "Casa nuova", "kind": "ngo", "language": "en", "help_phone": "051 123"}
    wrong = ada.post(address, typed)
    assert (wrong.status_code, "051 123" in wrong.content.decode()) == (200, True)
    assert ada.post(address, {**typed, "help_phone": "+39 051 1234567"}).status_code == 302
    casa = Organisation.objects.get(pk=consortium.casa.pk)
    assert (casa.name, casa.help_phone) == ("Casa nuova", "+390511234567")


def test_administrator_invites_appoints_and_dismisses(consortium: Consortium) -> None:
    ada = signed_in(consortium.ada)
    invited = ada.post(
        f"/desk/organisation/{consortium.casa.pk}/invite/",
        {"shown_name": "Sofia", "email": "sofia@example.org", "role": "coordinator"},
    )
    assert invited.status_code == 302
    actor = actor_of(consortium.ada)
    with acting_as(actor):
        sofia = Membership.objects.get(shown_name="Sofia")
    appointed = ada.post(f"/desk/colleagues/{sofia.pk}/appoint/", {"role": "partner_lead"})
    assert appointed.status_code == 302
    assert ada.post(f"/desk/colleagues/{sofia.pk}/dismiss/").status_code == 302
    with acting_as(actor):
        left = Membership.objects.filter(account_id=sofia.account_id, until=None)
        assert [membership.role for membership in left] == ["partner_lead"]


def test_audit_says_who_did_what_page_by_page(consortium: Consortium) -> None:
    ada = signed_in(consortium.ada)
    ada.post(
        f"/desk/organisation/{consortium.casa.pk}/edit/",
        {"name": "Casa", "kind": "ngo", "language": "it", "help_text": "Mornings"},
    )
    page = ada.get("/desk/audit/", {"who": str(consortium.ada), "act": "update"})
    (row,) = page.context["table"].rows
    assert [str(cell) for column, cell in row.cells if column.name in ("who", "table_name")] == [
        "<bdi>Ada</bdi>",
        "<bdi>organisation</bdi>",
    ]
    file = ada.get("/desk/audit/", {"act": "update", "export": "csv"}).content.decode()
    assert "help_text, language" in file
    everything = ada.get("/desk/audit/")
    assert len(everything.context["table"].rows) == 25
    nobody = ada.get("/desk/audit/", {"who": str(consortium.nour)})
    assert nobody.status_code == 200


def test_audit_of_others_is_not_shown(consortium: Consortium) -> None:
    also(consortium.kostas, consortium.asyl, "administrator", "Kostas")
    page = signed_in(consortium.kostas).get("/desk/audit/", {"size": "100"})
    assert "Kostas" in page.content.decode()
    names = {str(cell) for row in page.context["table"].rows for _, cell in row.cells}
    assert "<bdi>Ada</bdi>" not in names
    ada = signed_in(consortium.ada)
    before = ada.get("/desk/audit/").context["table"].total
    signed_in(consortium.kostas).get("/desk/programmes/amir/")
    assert ada.get("/desk/audit/").context["table"].total == before


def test_administrator_switches_an_account_off_and_on(consortium: Consortium) -> None:
    ada, elena = signed_in(consortium.ada), signed_in(consortium.elena)
    page = address_of(consortium, consortium.elena)
    assert elena.get("/desk/").status_code == 200
    assert ada.post(f"{page}off/", {"why": "lost"}, follow=True).status_code == 200
    assert elena.get("/desk/")["Location"].startswith("/sign-in/")
    shown = ada.get(page).content.decode()
    assert "Switched off: A device or a key was lost" in shown
    refused = ada.post(f"{page}off/", {"why": "lost"}).content.decode()
    assert "This account is switched off already." in refused
    ada.post(f"{page}on/")
    assert signed_in(consortium.elena).get("/desk/").status_code == 200
    with acting_as(platform("sealing")):
        written = AuditEvent.objects.filter(table_name="people_account", act="update")
        assert [sorted(event.columns) for event in written.order_by("id")] == [
            ["is_active", "off_because"], ["sessions_since"], ["is_active", "off_because"],
        ]  # fmt: skip
        assert set(written.values_list("actor_id", flat=True)) == {consortium.ada}


def test_account_is_not_switched_off_by_oneself_or_over_the_head_of_another_organisation(
    consortium: Consortium,
) -> None:
    ada = signed_in(consortium.ada)
    own = address_of(consortium, consortium.ada)
    answer = ada.post(f"{own}off/", {"why": "left"}).content.decode()
    assert "Somebody else must switch off your account." in answer
    also(consortium.elena, consortium.asyl, "coordinator", "Elena")
    shared = address_of(consortium, consortium.elena)
    answer = ada.post(f"{shared}off/", {"why": "left"}).content.decode()
    assert "This person works elsewhere too. End the role here instead." in answer
    off = Account.objects.filter(pk__in=[consortium.ada, consortium.elena], is_active=False)
    assert list(off) == []


def address_of(consortium: Consortium, account_id: UUID) -> str:
    """The page of a colleague in Bologna."""
    with acting_as(actor_of(consortium.ada)):
        member = Membership.objects.get(account_id=account_id, organisation_id=consortium.casa.pk)
    return f"/desk/colleagues/{member.pk}/"
