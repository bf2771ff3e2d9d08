"""`amir organisation create` and `amir invite`: the first people of an installation.

There is no default account and no default password: each command prints a link that works once,
and whoever opens it sets up how they sign in.
"""

import argparse
import sys

from django.conf import settings
from django.urls import reverse

from amir.config.installation import using_database
from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.errors import Refused
from amir.core.secrets.index import lookup_digest
from amir.core.secrets.state import create_first_keys
from amir.organisations.actions import create_organisation, create_staff
from amir.organisations.roles import PURPOSES, ROLES
from amir.people.actions import forget_factors, invite
from amir.people.contacts import normal_email
from amir.people.enums import SessionKind
from amir.people.models import Account, ContactLookup

from . import Subparsers

SETUP = platform("setup", PURPOSES["setup"] | {"people.invite"})


def add_to(commands: Subparsers) -> None:
    """Register the commands."""
    organisation = commands.add_parser("organisation", help="add an organisation")
    acts = organisation.add_subparsers(required=True, metavar="ACT")
    create = acts.add_parser("create", help="add it, with somebody who works there")
    create.add_argument("--name", required=True)
    create.add_argument("--country", required=True, metavar="IT")
    create.add_argument("--place", default="")
    create.add_argument("--language", default="en", metavar="en")
    create.add_argument("--person", required=True, help="how colleagues see the first person")
    create.add_argument("--email", default="", help="their address, to sign in with later")
    create.add_argument("--role", default="administrator", choices=sorted(ROLES))
    organisation.set_defaults(run=run_create)
    again = commands.add_parser("invite", help="print a new one-time link for a colleague")
    again.add_argument("email", help="the address that they sign in with")
    again.add_argument(
        "--lost-everything", action="store_true", dest="lost",
        help="take away their passkeys and apps, because none is left to them",
    )  # fmt: skip
    again.set_defaults(run=run_invite)


def run_create(options: argparse.Namespace) -> int:
    """Add an organisation and its first person; print the link for them."""
    with using_database():
        create_first_keys()
        try:
            with acting_as(SETUP):
                organisation = create_organisation(
                    SETUP,
                    name=options.name,
                    country=options.country.upper(),
                    place=options.place,
                    language=options.language,
                )
                membership = create_staff(
                    SETUP,
                    organisation_id=organisation.pk,
                    role=options.role,
                    shown_name=options.person,
                    email=options.email,
                )
                token = invite(SETUP, account_id=membership.account_id)
        except Refused as refused:
            return _refuse(str(refused))
    _print_link(token)
    return 0


def run_invite(options: argparse.Namespace) -> int:
    """Print a new link for somebody of the staff; their earlier links end."""
    with using_database():
        digest = lookup_digest(normal_email(options.email))
        found = Account.objects.filter(
            session_kind=SessionKind.STAFF,
            is_active=True,
            pk__in=ContactLookup.objects.filter(digest=digest).values("account_id"),
        )
        accounts = list(found[:2])
        if len(accounts) != 1:
            return _refuse("Not exactly one colleague has this address.")
        with acting_as(SETUP):
            if options.lost:
                forget_factors(SETUP, account_id=accounts[0].pk)
            token = invite(SETUP, account_id=accounts[0].pk)
    _print_link(token)
    return 0


def _print_link(token: str) -> None:
    print(settings.SITE_URL + reverse("invitation", args=[token]))
    print("amir: this link works once, for three days. Give it to nobody else.", file=sys.stderr)


def _refuse(sentence: str) -> int:
    print(f"amir: {sentence}", file=sys.stderr)
    return 1
