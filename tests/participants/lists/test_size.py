"""How the walk grows with the list: the number of statements does not."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from amir.core.access.acting import acting_as
from amir.participants.lists import running, actions
from tests.participants.lists.walking import *
from tests.participants.lists.walking import _ended
pytestmark = pytest.mark.django_db
from amir.core.models import Work

def test_x(elena, bologna):
    text=(SHEETS/"five_thousand"/"participants_export.csv").read_bytes()
    with acting_as(elena):
        l = actions.bring_list(elena, organisation_id=bologna, name="x.csv", content=text)
        t=time.time()
        with CaptureQueriesContext(connection) as q:
            l = read(elena, l)
        print("read", time.time()-t, len(q)); 
        for x in q.captured_queries: print(x["time"], x["sql"][:100])
        l = answer(elena, l, questions={"value": "1 = man, 2 = woman"})
        actions.bring_in(elena, people_list=l)
        t=time.time()
        with CaptureQueriesContext(connection) as q:
            running.bring_in_list(elena, list_id=l.pk, tell=tell)
        print("in", time.time()-t, len(q)); l=_ended(l)
        for x in q.captured_queries: 
            if float(x["time"])>.1: print(x["time"], x["sql"][:100])
        t=time.time()
        l2 = actions.bring_list(elena, organisation_id=bologna, name="x.csv", content=text.replace(b"2025-04-23", b"2025-04-22"))
        l2 = read(elena, l2)
        from amir.participants.lists.queries import counts_of
        print("second", time.time()-t, counts_of(l2), [q["answer"] for q in l2.overview["questions"]])
        t=time.time()
        actions.undo_list(elena, people_list=l)
        with CaptureQueriesContext(connection) as q:
            running.take_list_back(elena, list_id=l.pk, tell=tell)
        print("undo", time.time()-t, len(q))
        for x in q.captured_queries: 
            if float(x["time"])>.1: print(x["time"], x["sql"][:100])
        print(PeopleList.objects.get(pk=l.pk).overview["undone"])
        assert 0
