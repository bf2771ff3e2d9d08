import time, pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from amir.core.access.acting import acting_as
from tests.participants.lists.walking import *
pytestmark = pytest.mark.django_db
def test_x(elena, bologna):
    text=(SHEETS/"five_thousand"/"participants_export.csv").read_bytes()
    def timed(n,f,*a,**k):
        t=time.time()
        with CaptureQueriesContext(connection) as q: r=f(*a,**k)
        print(n, round(time.time()-t,1), len(q)); return r
    with acting_as(elena):
        l = timed("read", bring, elena, bologna, text, "x.csv")
        l = timed("reread", answer, elena, l, questions={"value": "1 = man, 2 = woman"})
        l = timed("in", bring_in, elena, l)
        l2 = timed("second", bring, elena, bologna, text, "y.csv")
        l = timed("undo", undo, elena, l)
        print(l.overview["undone"])
        assert 0
