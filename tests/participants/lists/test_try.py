from amir.participants.models import *
from amir.people.models import *
from amir.participants.lists.queries import *
from .conftest import *
def test_walk(elena, bring):
    with acting_as(elena):
        l = bring(elena)
        print(l.state, counts_of(l), l.overview)
        for r in rows_of(l): print(r.act, r.source, r.facts, r.why)
        Work.objects.update(state="done")
        l = bring_in(elena, l)
        print(l.state, Participant.objects.count(), [(e.kind,e.dated_on,e.source) for e in Evidence.objects.all()])
        l2 = bring(elena, MENTEES.replace("0002","0009").replace("housing","work"))
        for r in rows_of(l2): print(r.act, r.facts.get("changes"), r.facts.get("match"))
        Work.objects.update(state="done")
        l2 = bring_in(elena, l2)
        Work.objects.update(state="done")
        l2 = undo(elena, l2)
        print(l2.overview["undone"], [c.phone for c in Contact.objects.all()])
        Work.objects.update(state="done")
        l = undo(elena, l)
        print(l.overview["undone"], Person.objects.count(), Account.objects.count())
        assert 0
