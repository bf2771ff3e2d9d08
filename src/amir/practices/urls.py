"""Addresses of this room."""

from django.urls import path

from .views import beside, desk, lists, public

P = "desk/practices/"
one = f"{P}<uuid:practice_id>/"
L = f"{P}lists/"

urlpatterns = [
    path(P, desk.practices, name="practices"),
    path("desk/programmes/<slug:key>/practices/add/", desk.practice_add, name="practice_add"),
    path(one, desk.practice_page, name="practice_page"),
    path(f"{one}edit/", desk.practice_edit, name="practice_edit"),
    path(f"{one}step/", desk.practice_step, name="practice_step"),
    path(f"{one}assess/", desk.practice_assess, name="practice_assess"),
    path(f"{one}label/", desk.practice_label, name="practice_label"),
    path(f"{one}remove/", desk.practice_remove, name="practice_remove"),
    path(f"{one}transfers/add/", beside.transfer_add, name="transfer_add"),
    path(f"{P}transfers/<uuid:transfer_id>/remove/", beside.transfer_remove,
         name="transfer_remove"),
    path(f"{one}media/add/", beside.media_add, name="media_add"),
    path(f"{P}media/<uuid:media_id>/file/", beside.practice_media, name="practice_media"),
    path(f"{P}media/<uuid:media_id>/remove/", beside.media_remove, name="media_remove"),
    path(L, lists.practice_lists, name="practice_lists"),
    path(f"{L}template.xlsx", lists.practice_template, name="practice_template"),
    path(f"{L}<uuid:list_id>/", lists.practice_list, name="practice_list"),
    path(f"{L}<uuid:list_id>/bring-in/", lists.practice_list_in, name="practice_list_in"),
    path(f"{L}<uuid:list_id>/undo/", lists.practice_list_undo, name="practice_list_undo"),
    path(f"{L}<uuid:list_id>/discard/", lists.practice_list_discard,
         name="practice_list_discard"),
    path("practices/", public.practices_public, name="practices_public"),
    path("practices/feed.xml", public.practices_feed, name="practices_feed"),
    path("practices/<uuid:published_id>/", public.practice_public, name="practice_public"),
    path("practices/<uuid:published_id>/file/<uuid:file_id>/", public.practice_public_file,
         name="practice_public_file"),
]  # fmt: skip
