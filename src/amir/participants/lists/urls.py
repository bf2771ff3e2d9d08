"""Addresses of the walk of a list."""

from django.urls import path

from . import views

one = "desk/lists/<uuid:list_id>/"

urlpatterns = [
    path("desk/lists/", views.lists_home, name="lists_home"),
    path("desk/lists/template.<str:ending>", views.list_template, name="list_template"),
    path(one, views.list_detail, name="list_detail"),
    path(f"{one}progress/", views.list_progress, name="list_progress"),
    path(f"{one}rows/", views.list_rows, name="list_rows"),
    path(f"{one}bring-in/", views.list_bring_in, name="list_bring_in"),
    path(f"{one}read-again/", views.list_read_again, name="list_read_again"),
    path(f"{one}undo/", views.list_undo, name="list_undo"),
    path(f"{one}discard/", views.list_discard, name="list_discard"),
    path(f"{one}left-out.xlsx", views.list_left_out, name="list_left_out"),
]
