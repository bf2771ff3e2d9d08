"""Addresses of the start, the desk's own pages and what machines ask for."""

from django.urls import path

from .views import desk, health, public, work

urlpatterns = [
    path("", public.start, name="start"),
    path("desk/", desk.desk_home, name="desk_home"),
    path("desk/search/", desk.desk_search, name="desk_search"),
    path("desk/work/", work.work_list, name="work_list"),
    path("desk/work/<uuid:work_id>/", work.work_progress, name="work_progress"),
    path("desk/work/<uuid:work_id>/cancel/", work.work_cancel, name="work_cancel"),
    path("health/", health.health, name="health"),
    path("robots.txt", health.robots, name="robots"),
]
