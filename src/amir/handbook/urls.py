"""Addresses of the handbook."""

from django.urls import path

from . import views

P = "desk/programmes/<slug:key>/handbook/"

urlpatterns = [
    path(P, views.programme_handbook, name="programme_handbook"),
    path(f"{P}add/", views.handbook_add, name="handbook_add"),
    path(f"{P}publish/", views.handbook_publish, name="handbook_publish"),
    path(f"{P}sections/<slug:section>/", views.handbook_section, name="handbook_section"),
    path(f"{P}<int:number>/", views.handbook_edition, name="handbook_edition"),
    path(f"{P}<int:number>/file/", views.handbook_file, name="handbook_file"),
    path(f"{P}<int:number>/testers/", views.handbook_testers, name="handbook_testers"),
    path(f"{P}<int:number>/comment/", views.handbook_comment, name="handbook_comment"),
]
