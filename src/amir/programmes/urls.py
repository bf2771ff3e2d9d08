"""Addresses of programmes on the desk, and of the calendar that others follow."""

from django.urls import path

from .views import calendar, consortium, deliverables, overview, settings, texts

P = "desk/programmes/<slug:key>/"

urlpatterns = [
    path("desk/programmes/", overview.programmes_list, name="programmes_list"),
    path(P, overview.programme_overview, name="programme_overview"),
    path(f"{P}edit/", overview.programme_edit, name="programme_edit"),
    path(f"{P}partners/", consortium.programme_partners, name="programme_partners"),
    path(f"{P}partners/add/", consortium.partner_add, name="partner_add"),
    path(f"{P}partners/invite/", consortium.partner_invite, name="partner_invite"),
    path(f"{P}partners/<uuid:partner_id>/", consortium.programme_partner, name="programme_partner"),
    path(
        f"{P}partners/<uuid:partner_id>/remove/", consortium.partner_remove, name="partner_remove"
    ),
    path(f"{P}cohorts/", consortium.programme_cohorts, name="programme_cohorts"),
    path(f"{P}cohorts/open/", consortium.cohort_open, name="cohort_open"),
    path(f"{P}calendar/", calendar.programme_calendar, name="programme_calendar"),
    path(f"{P}calendar/add/", calendar.event_add, name="event_add"),
    path(f"{P}calendar/<uuid:event_id>/", calendar.programme_event, name="programme_event"),
    path(f"{P}calendar/<uuid:event_id>/edit/", calendar.event_edit, name="event_edit"),
    path(f"{P}calendar/<uuid:event_id>/decide/", calendar.decision_record, name="decision_record"),
    path("calendar/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    path(f"{P}deliverables/", deliverables.programme_deliverables, name="programme_deliverables"),
    path(f"{P}deliverables/add/", deliverables.deliverable_add, name="deliverable_add"),
    path(f"{P}deliverables/undo/", deliverables.deliverables_untick, name="deliverables_untick"),
    path(
        f"{P}deliverables/<uuid:deliverable_id>/",
        deliverables.programme_deliverable,
        name="programme_deliverable",
    ),
    path(
        f"{P}deliverables/<uuid:deliverable_id>/tick/",
        deliverables.deliverable_tick,
        name="deliverable_tick",
    ),
    path(
        f"{P}deliverables/<uuid:deliverable_id>/undo/",
        deliverables.deliverable_untick,
        name="deliverable_untick",
    ),
    path(f"{P}settings/", settings.programme_settings, name="programme_settings"),
    path(f"{P}settings/<str:setting>/", settings.setting_edit, name="setting_edit"),
    path(f"{P}themes/", texts.programme_themes, name="programme_themes"),
    path(f"{P}themes/add/", texts.theme_add, name="theme_add"),
    path(f"{P}themes/<uuid:theme_id>/", texts.theme_edit, name="theme_edit"),
    path(f"{P}funding/", texts.programme_funding, name="programme_funding"),
    path(f"{P}funding/edit/", texts.funding_edit, name="funding_edit"),
]
