from amir.participants.models import *
from amir.people.models import *
from amir.participants.lists.queries import *
from .conftest import *
from django.test import Client
from django.core.files.uploadedfile import SimpleUploadedFile
def test_pages(elena, bologna):
    c = browser_of(elena)
    r = c.get("/desk/lists/")
    assert r.status_code == 200, r.content
    open("/tmp/home.html","wb").write(r.content)
    r = c.post("/desk/lists/", {"files": [SimpleUploadedFile("x.zip", b"PK\x03\x04nonsense")], "text": ""})
    print(r.status_code, r.content.decode()[:10]); open("/tmp/err.html","wb").write(r.content)
    r = c.post("/desk/lists/", {"files": [SimpleUploadedFile("bologna.xlsx", BOLOGNA_200.read_bytes())], "text": ""})
    print(r.status_code, r.get("location")); assert r.status_code==302, r.content.decode()
    url = r["location"]
    r = c.get(url); print(r.status_code); open("/tmp/working.html","wb").write(r.content)
    with acting_as(elena):
        l = PeopleList.objects.get()
        import time; t=time.time()
        read(elena, l); print("read", time.time()-t)
        Work.objects.update(state="done")
    r = c.get(url); print(r.status_code); open("/tmp/review.html","wb").write(r.content); print(len(r.content))
    assert r.status_code == 200
    from html.parser import HTMLParser
    import re
    data = {}
    class P(HTMLParser):
        f=False; sel=None
        def handle_starttag(self, tag, a):
            a=dict(a)
            if tag=="form": self.f = a.get("id")=="form"
            if not self.f: return
            if tag=="input" and a["type"] in("hidden","text"): data[a["name"]]=a.get("value","")
            if tag=="input" and a["type"]=="radio" and "checked" in a: data[a["name"]]=a["value"]
            if tag=="select": self.sel=a["name"]
            if tag=="option" and "selected" in a: data[self.sel]=a["value"]
    P().feed(r.content.decode())
    data.pop("_draft",None)
    print(data)
    rr = c.post(url, data); print(rr.status_code); open("/tmp/revieworr.html","wb").write(rr.content)
    data.update(q0="CD", q1="day first", q2="no")
    rr = c.post(url, data); print(rr.status_code, rr.content[:3000])
    with acting_as(elena):
        l = read(elena, l)
        Work.objects.update(state="done")
    r = c.get(url); print(r.status_code); open("/tmp/ready.html","wb").write(r.content); print(len(r.content))
    r = c.post(url+"bring-in/", {"version": "2"}); print(r.status_code)
    with acting_as(elena):
        from amir.participants.lists import running
        t=time.time(); running.bring_in_list(elena, list_id=l.pk, tell=said); print("in", time.time()-t)
        Work.objects.update(state="done")
    r = c.get(url); print(r.status_code); open("/tmp/result.html","wb").write(r.content)
    r = c.get(url+"rows/"); print(r.status_code); open("/tmp/rows.html","wb").write(r.content)
    r = c.get(url+"left-out.xlsx"); print(r.status_code, len(r.content)); open("/tmp/left.xlsx","wb").write(r.content)
    r = c.get("/desk/lists/template.xlsx"); print(r.status_code, len(r.content))
    r = c.get("/desk/lists/"); print(r.status_code)
    assert 0
