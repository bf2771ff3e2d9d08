"""Addresses of the morning page, of contacts, and of the support of mentors."""

from django.urls import path

from .views import contacts, me, support, today

urlpatterns = [
    path("desk/today/", today.today, name="today"),
    path("desk/today/dismissed/", today.dismissals, name="dismissals"),
    path("desk/today/dismissed/<uuid:dismissal_id>/take-back/", today.take_back,
         name="dismissal_take_back"),
    path("desk/today/<slug:alarm>/<uuid:thing_id>/dismiss/", today.dismiss, name="alarm_dismiss"),
    path("desk/today/<slug:alarm>/<uuid:thing_id>/remind/", today.remind, name="alarm_remind"),
    path("desk/participants/<uuid:participant_id>/whatsapp/", today.whatsapp,
         name="reminder_whatsapp"),
    path("desk/matches/<uuid:match_id>/contact/", contacts.log, name="contact_log"),
    path("desk/matches/contacts/", contacts.contacts, name="care_contacts"),
    path("desk/matches/contacts/<uuid:contact_id>/remove/", contacts.remove,
         name="contact_remove"),
    path("desk/messages/", contacts.deliveries, name="deliveries"),
    path("desk/support/", support.support, name="support"),
    path("desk/support/add/", support.add, name="gathering_add"),
    path("desk/support/<uuid:gathering_id>/", support.gathering, name="gathering"),
    path("desk/support/mentors/<uuid:participant_id>/", support.wellbeing, name="wellbeing_ask"),
    path("desk/support/suggestions/<uuid:suggestion_id>/", support.answer,
         name="suggestion_answer"),
    path("me/suggest/", me.suggest, name="me_suggest"),
    path("me/data/rights/", me.rights, name="me_rights"),
    path("me/talks/", me.talks, name="me_talks"),
]  # fmt: skip
