"""Addresses of the kit itself."""

from django.urls import path

from . import gallery, views

app_name = "kit"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("theme/", views.choose_theme, name="theme"),
    path("draft/", views.keep_draft, name="draft"),
    path("views/save/", views.save_view, name="save_view"),
    path("views/forget/", views.forget_view, name="forget_view"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/<str:page>/", gallery.gallery, name="gallery_page"),
]
