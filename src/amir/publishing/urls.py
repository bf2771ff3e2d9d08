"""Addresses of this room that carry no language of the reader."""

from django.urls import path

from .views import desk, public

W = "publications/<uuid:published_id>/<slug:language>/"

urlpatterns = [
    path(W, public.publication, name="publication"),
    path(f"{W}file/", public.publication_file, name="publication_file"),
    path(f"{W}cite/<slug:form>/", public.publication_cite, name="publication_cite"),
    path("programmes/<slug:key>/publications/<slug:language>/feed.xml", public.publications_feed,
         name="publications_feed"),
    path("desk/programmes/<slug:key>/publications/", desk.programme_publications,
         name="programme_publications"),
    path("desk/publications/<uuid:published_id>/withdraw/", desk.publication_withdraw,
         name="publication_withdraw"),
]  # fmt: skip
