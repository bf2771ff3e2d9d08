"""Routes of libraries that we use as they are: the only ones without `@guarded`, with reasons."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", login_not_required(set_language), name="set_language"),
    path(
        "sign-in/body/<str:provider_id>/",
        openid_connect.login,
        name="openid_connect_login",
    ),
    path(
        "sign-in/body/<str:provider_id>/back/",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
]

# Name of the route -> (who may use it, why that is safe).
REASONS: dict[str, tuple[str, str]] = {
    "set_language": ("public", "Django's language switch: sets a cookie, reads nothing"),
    "openid_connect_login": ("public", "leads to the sign-in of one's own body; reads nothing"),
    "openid_connect_callback": (
        "public",
        "comes back from there; people.allauth_adapters decides before allauth stores anything",
    ),
    "api:openapi-json": ("public", "the schema of the API: no data"),
    "api:api-root": ("public", "answers 404: only its address is used"),
}
