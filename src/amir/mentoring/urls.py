"""Addresses of plans, proposals, matches, answers and of everybody's own pages."""

from django.urls import path

from .views import answering, deciding, matches, me, plans, proposals, records, rules

urlpatterns = [
    path("desk/plans/", plans.plans, name="plans"),
    path("desk/plans/start/", plans.start, name="plan_start"),
    path("desk/plans/<uuid:plan_id>/", plans.plan, name="plan_page"),
    path("desk/plans/<uuid:plan_id>/unmatched/", plans.unmatched, name="plan_unmatched"),
    path("desk/plans/<uuid:plan_id>/look-for/", plans.recruits, name="plan_recruits"),
    path("desk/plans/<uuid:plan_id>/changes/", plans.changes, name="plan_changes"),
    path("desk/plans/<uuid:plan_id>/fairness/", plans.fairness, name="plan_fairness"),
    path("desk/plans/<uuid:plan_id>/workbook/", plans.workbook, name="plan_workbook"),
    path("desk/plans/<uuid:plan_id>/reject/", deciding.reject, name="plan_reject"),
    path("desk/plans/<uuid:plan_id>/links/", deciding.links, name="plan_links"),
    path("desk/plans/steps/<uuid:step_id>/undo/", deciding.undo, name="plan_step_undo"),
    path("desk/plans/pairs/<uuid:proposal_id>/", proposals.proposal, name="proposal_page"),
    path("desk/plans/pairs/<uuid:proposal_id>/accept/", proposals.accept, name="proposal_accept"),
    path("desk/plans/pairs/<uuid:proposal_id>/lock/", proposals.lock, name="proposal_lock"),
    path("desk/plans/pairs/<uuid:proposal_id>/mentor/", proposals.replace, name="proposal_mentor"),
    path("desk/plans/pairs/<uuid:proposal_id>/take-back/", proposals.take_back,
         name="proposal_take_back"),
    path("desk/plans/askings/<uuid:asking_id>/link/", proposals.link, name="asking_link"),
    path("desk/rules/", rules.rules, name="rules"),
    path("desk/rules/history/", rules.history, name="rules_history"),
    path("desk/matches/", matches.matches, name="matches"),
    path("desk/matches/<uuid:match_id>/", matches.match, name="match_page"),
    path("desk/wishes/<uuid:wish_id>/settle/", matches.settle, name="wish_settle"),
    path("answer/<str:token>/", answering.answer, name="answer"),
    path("answer/<str:token>/call/", answering.call, name="answer_call"),
    path("me/", me.home, name="me_home"),
    path("me/questions/<uuid:asking_id>/", me.question, name="me_question"),
    path("me/matches/<uuid:match_id>/", me.match, name="me_match"),
    path("me/call/", me.call, name="me_call"),
    path("me/data/", records.data, name="me_data"),
    path("me/data/download/", records.download, name="me_download"),
    path("me/data/correct/", records.correct, name="me_correct"),
    path("me/seen/", records.seen, name="me_seen"),
    path("me/consents/", records.consents, name="me_consents"),
    path("me/consents/<uuid:consent_id>/withdraw/", records.withdraw, name="me_withdraw"),
]  # fmt: skip
