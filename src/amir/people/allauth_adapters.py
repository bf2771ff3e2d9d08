"""What allauth asks of us: how secrets are kept, and what happens after a body's own sign-in."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.errors import Refused
from amir.kit.toast import toast

from . import actions, doorway

FOR_EVER = 100 * 366 * 24 * 3600


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped library
    """Second factors: their secrets are encrypted, their labels name nobody."""

    def encrypt(self, text: str) -> str:
        """The secret of an authenticator app, unreadable without this installation's key."""
        return drafts.seal({"secret": text})

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. ValueError: it was encrypted elsewhere."""
        held = drafts.unseal(encrypted_text, seconds=FOR_EVER)
        if held is None:
            raise ValueError("this secret was not encrypted here")
        return str(held["secret"])

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What an authenticator app shows beside the digits."""
        return _("Sign in")

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """What a passkey shows: the site is enough, and a name would stay on a shared device."""
        return {
            "id": user.pk.hex.encode(),
            "name": self.get_totp_label(user),
            "display_name": self.get_totp_label(user),
        }


class BodyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped library
    """Takes over as soon as the body has said who it is: allauth stores nothing."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account, and go on to the second factor unless the body asked for one."""
        told = sociallogin.account.extra_data
        claims = {**told.get("id_token", {}), **told.get("userinfo", {})}
        is_verified = claims.get("email_verified") is True
        with acting_as(platform("sign-in")) as door:
            try:
                account = actions.recognise_body_identity(
                    door,
                    issuer=str(told.get("id_token", {}).get("iss", "")),
                    subject=str(claims.get("sub", "")),
                    verified_email=str(claims.get("email", "")) if is_verified else "",
                )
            except Refused as refused:
                toast(request, str(refused), kind="bad")
                raise ImmediateHttpResponse(redirect("sign_in")) from refused
        methods = told.get("id_token", {}).get("amr") or []
        way = doorway.BODY_WITH_FACTOR if "mfa" in methods else doorway.BODY
        doorway.open_door(request, account, way=way)
        raise ImmediateHttpResponse(doorway.go_on(request))

    def on_authentication_error(
        self, request: HttpRequest, *_told: object, **_more: object
    ) -> None:
        """Our own page, whatever went wrong over there."""
        raise ImmediateHttpResponse(render(request, "people/body_failed.html", status=403))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: staff are invited."""
        return False
