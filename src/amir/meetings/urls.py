"""Addresses of goals, meetings, dates and expenses, and those behind personal links."""

from django.urls import path

from .views import desk, goals, linked, me

urlpatterns = [
    path("m/worker.js", linked.worker, name="meeting_worker"),
    path("m/sealed/", linked.sealed, name="meeting_sealed"),
    path("m/offline/<str:language>/", linked.offline, name="meeting_offline"),
    path("m/<str:token>/", linked.link, name="meeting_link"),
    path("m/<str:token>/voice/", linked.voice, name="meeting_link_voice"),
    path("m/<str:token>/symbol/", linked.symbol, name="meeting_link_symbol"),
    path("me/matches/<uuid:match_id>/meetings/", me.meetings, name="me_meetings"),
    path("me/matches/<uuid:match_id>/meetings/log/", me.log_meeting, name="me_meeting_log"),
    path("me/matches/<uuid:match_id>/meetings/voice/", me.voice, name="me_meeting_voice"),
    path("me/matches/<uuid:match_id>/meetings/link/", me.link, name="me_meeting_link"),
    path("me/matches/<uuid:match_id>/next/", me.next_date, name="me_next_date"),
    path("me/matches/<uuid:match_id>/next/cancel/", me.cancel_date, name="me_date_cancel"),
    path("me/matches/<uuid:match_id>/expenses/", me.expenses, name="me_expenses"),
    path("me/matches/<uuid:match_id>/goals/", goals.mine, name="me_goals"),
    path("me/matches/<uuid:match_id>/goals/add/", goals.add_mine, name="me_goal_add"),
    path("me/goals/<uuid:goal_id>/", goals.goal_of_mine, name="me_goal"),
    path("me/steps/<uuid:step_id>/", goals.step_of_mine, name="me_step"),
    path("desk/meetings/", desk.meetings, name="meetings"),
    path("desk/expenses/", desk.expenses, name="expenses"),
    path("desk/matches/<uuid:match_id>/meetings/", desk.of_match, name="match_meetings"),
    path("desk/matches/<uuid:match_id>/goals/", goals.desk, name="match_goals"),
    path("desk/matches/<uuid:match_id>/goals/add/", goals.desk_add, name="match_goal_add"),
    path("desk/matches/<uuid:match_id>/link/", desk.make_link, name="match_link_make"),
    path("desk/meeting-links/<uuid:link_id>/revoke/", desk.revoke_link, name="link_revoke"),
    path("desk/meeting-versions/<uuid:version_id>/", desk.settle_version, name="version_settle"),
    path("desk/voice-notes/<uuid:note_id>/", desk.voice_note, name="voice_note"),
    path("desk/voice-notes/<uuid:note_id>/sound/", desk.sound, name="voice_sound"),
]
