"""Routes of libraries that we use as they are: the only ones without `@guarded`, each with a reason."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language
from django.contrib.auth.decorators import login_not_required

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", login_not_required(set_language), name="set_language"),
]

# Name of the route -> (who may use it, why that is safe).
REASONS: dict[str, tuple[str, str]] = {
    "set_language": ("public", "Django's language switch: sets a cookie, reads nothing"),
}
