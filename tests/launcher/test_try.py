import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.utils import timezone

@pytest.mark.django_db
def test_role():
    with connection.cursor() as c:
        c.execute("select current_user, current_database()")
        print(c.fetchone())
    Session.objects.create(session_key="a", session_data="b", expire_date=timezone.now())
    assert Session.objects.count() == 1

@pytest.mark.django_db
def test_again():
    assert Session.objects.count() == 0

def test_commits(committed_database):
    Session.objects.create(session_key="a", session_data="b", expire_date=timezone.now())
    from django.db import connection as k
    print(k.get_autocommit(), k.in_atomic_block)
    for a in ("default","owner"):
        with connections[a].cursor() as c:
            c.execute("select current_user, current_database(), (select count(*) from django_session)"); print(c.fetchone(), connections[a].settings_dict)
    assert Session.objects.using("owner").count() == 1
