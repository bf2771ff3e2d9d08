"""Addresses of strategies."""

from django.urls import path

from .views import chains, deciding, pages, writing

P = "desk/programmes/<slug:key>/strategies/"
S = "desk/strategies/<uuid:strategy_id>/"
PART = f"{S}<slug:part_kind>/<slug:part_key>/"

urlpatterns = [
    path(P, pages.programme_strategies, name="programme_strategies"),
    path(f"{P}begin/", writing.strategy_begin, name="strategy_begin"),
    path(f"{P}begin-shared/", writing.strategy_begin_shared, name="strategy_begin_shared"),
    path(f"{P}editions/<uuid:edition_id>/", pages.strategy_edition, name="strategy_edition"),
    path(f"{P}editions/<uuid:edition_id>/file/", pages.strategy_edition_file,
         name="strategy_edition_file"),
    path(f"{P}evidence/<slug:cited_kind>/<uuid:cited_id>/", chains.strategy_evidence,
         name="strategy_evidence"),
    path(S, pages.strategy, name="strategy"),
    path(f"{S}file/", pages.strategy_file, name="strategy_file"),
    path(f"{S}measures/", pages.strategy_measures, name="strategy_measures"),
    path(f"{S}measures/<slug:measure_key>/", deciding.strategy_measure, name="strategy_measure"),
    path(f"{S}measures/<slug:measure_key>/follow/", deciding.strategy_follow,
         name="strategy_follow"),
    path(f"{S}plan/", chains.strategy_plan, name="strategy_plan"),
    path(f"{S}coverage/", chains.strategy_coverage, name="strategy_coverage"),
    path(f"{S}chain/", chains.strategy_chain, name="strategy_chain"),
    path(f"{S}partners/", writing.strategy_partners, name="strategy_partners"),
    path(f"{S}partners/add/", writing.strategy_partner_add, name="strategy_partner_add"),
    path(f"{S}partners/<uuid:involved_id>/drop/", writing.strategy_partner_drop,
         name="strategy_partner_drop"),
    path(f"{S}template/", deciding.strategy_template, name="strategy_template"),
    path(f"{S}template/take/", deciding.strategy_template_take, name="strategy_template_take"),
    path(f"{S}template/<slug:part_kind>/<slug:part_key>/", deciding.strategy_template_part,
         name="strategy_template_part"),
    path(f"{S}publish/", deciding.strategy_publish, name="strategy_publish"),
    path(f"{S}step/<slug:strategy_step>/", deciding.strategy_step, name="strategy_step"),
    path(f"{S}add/<slug:part_kind>/", writing.strategy_part_add, name="strategy_part_add"),
    path(f"{S}citations/<uuid:citation_id>/drop/", writing.strategy_uncite,
         name="strategy_uncite"),
    path(f"{PART}edit/", writing.strategy_part, name="strategy_part"),
    path(f"{PART}history/", pages.strategy_history, name="strategy_history"),
    path(f"{PART}drop/", writing.strategy_part_drop, name="strategy_part_drop"),
    path(f"{PART}cite/", writing.strategy_cite, name="strategy_cite"),
    path(f"{PART}source/", writing.strategy_source, name="strategy_source"),
]  # fmt: skip
