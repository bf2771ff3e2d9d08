"""Who needs a coordinator on a day, in plain SQL. Imports nothing of the platform.

Written from the checklist: the first contact within two days after the pair began, two in the
first 30 days, then one every 30 days, after a year every 90; the service that sent a mentee every
90; a running pair that tells of no meeting for 28 days, or met three times without a goal; an open
goal after its day; low answers until somebody has spoken with the person; a record check 60 days
before it ends; questions after 3 days, wishes after 2, mentees without a match after 45; mentors:
support every 60 days, "how are you" every 90. Who was refused or left is erased after 180 days,
which is said 30 days before. A contact shows two days ahead. What was dismissed is quiet until
its day.
"""

from datetime import date
from typing import Any

CONTACTS = """
with spoken as (
    select m.id, m.agreed_on as first, count(c.id) as times, max(c.held_on) as last
    from mentoring_match m
    left join care_contact c on c.match_id = m.id and c.whom = %(whom)s and c.is_reached
        and c.held_on >= m.agreed_on
    where m.state <> 'ended' group by m.id, m.agreed_on
), next as (
    select id, case
        when times = 0 then first + 2
        when times = 1 then first + 30
        when last - first >= 365 then greatest(last, first + 30) + 90
        else greatest(last, first + 30) + 30 end as due
    from spoken
)
select %(alarm)s, id, due from next where due - 2 <= %(today)s
"""
REFERRER = """
select 'contact_referrer', m.id, coalesce(max(c.held_on), m.agreed_on) + 90
from mentoring_match m
left join care_contact c on c.match_id = m.id and c.whom = 'referrer' and c.is_reached
    and c.held_on >= m.agreed_on
where m.state <> 'ended' and m.mentee_id in
    (select participant_id from recruiting_referral where heard in ('office', 'service'))
group by m.id, m.agreed_on
having coalesce(max(c.held_on), m.agreed_on) + 90 - 2 <= %(today)s
"""
CHECKS = """
select 'check_expiring', id, expires_on from (
    select distinct on (p.id) p.id, e.expires_on
    from participants_participant p join participants_evidence e on e.participant_id = p.id
    where p.side = 'mentor' and p.state in ('accepted', 'trained', 'available', 'matched')
        and e.kind = 'checked' and not e.is_no
    order by p.id, e.dated_on desc, e.created_at desc) newest
where expires_on <= %(today)s + 60
"""
UNANSWERED = """
select 'unanswered', case a.side when 'mentee' then p.mentee_id else p.mentor_id end,
    (a.created_at at time zone %(zone)s)::date
from mentoring_asking a join mentoring_proposal p on p.id = a.proposal_id
where p.state = 'asked' and a.answer = '' and a.taken_back_at is null
    and (a.created_at at time zone %(zone)s)::date + 3 <= %(today)s
"""
WISHES = """
select 'wish', p.id, min((w.created_at at time zone %(zone)s)::date)
from mentoring_wish w join participants_participant p on p.person_id = w.person_id
where w.settled_at is null
group by p.id having min((w.created_at at time zone %(zone)s)::date) + 2 <= %(today)s
"""
WAITING = """
select 'waiting', id, waiting_since from participants_participant
where side = 'mentee' and state = 'available' and waiting_since + 45 <= %(today)s
"""
SUPPORT = """
with mentors as (
    select mentor_id as id, min(agreed_on) as began from mentoring_match
    where state <> 'ended' group by mentor_id
), last as (
    select s.id, greatest(s.began, (
        select max(g.held_on) from care_attendance a join care_gathering g on g.id = a.gathering_id
        where a.participant_id = s.id and g.kind in ('group', 'training', 'exchange')
            and g.held_on <= %(today)s)) as was
    from mentors s
)
select 'support', id, was from last where was + 60 <= %(today)s
"""
WELLBEING = """
with mentors as (
    select mentor_id as id, min(agreed_on) as began from mentoring_match
    where state <> 'ended' group by mentor_id
), last as (
    select s.id, greatest(s.began, (
        select max(asked_on) from care_wellbeing w where w.participant_id = s.id)) as was
    from mentors s
)
select 'wellbeing', id, was from last where was + 90 <= %(today)s
"""
RETENTION = """
select 'retention', id, last + 180 from (
    select p.id, coalesce((
        select max((s.created_at at time zone %(zone)s)::date) from participants_statechange s
        where s.participant_id = p.id), (p.created_at at time zone %(zone)s)::date) as last
    from participants_participant p join people_person h on h.id = p.person_id
    where p.state in ('refused', 'left') and h.erased_at is null and not exists (
        select 1 from participants_participant o
        where o.person_id = p.person_id and o.state not in ('refused', 'left'))) gone
where last + 180 - 30 <= %(today)s
"""
SILENT = """
select 'silent', m.id, greatest(m.agreed_on, max(g.held_on))
from mentoring_match m left join meetings_meeting g on g.match_id = m.id
where m.state = 'running' and m.suspended_at is null group by m.id, m.agreed_on
having greatest(m.agreed_on, max(g.held_on)) + 28 <= %(today)s
"""
GOALLESS = """
select 'goalless', m.id, m.agreed_on
from mentoring_match m join meetings_meeting g on g.match_id = m.id
where m.state = 'running' and m.suspended_at is null
    and not exists (select 1 from meetings_goal o where o.match_id = m.id)
group by m.id, m.agreed_on having count(distinct g.held_on) >= 3
"""
OVERDUE = """
select 'goal_overdue', m.id, min(g.due_on)
from mentoring_match m join meetings_goal g on g.match_id = m.id
where m.state <> 'ended' and g.state = 'open' and g.due_on < %(today)s group by m.id
"""
LOW = """
select 'low_pulse', r.participant_id, (r.answered_at at time zone %(zone)s)::date
from instruments_round r join participants_participant p on p.id = r.participant_id
where r.is_low
    and not exists (select 1 from instruments_round n
        where n.participant_id = r.participant_id and n.answered_at > r.answered_at)
    and not exists (select 1 from care_contact c
        where c.match_id = r.match_id and c.whom = p.side and c.is_reached
        and c.held_on >= (r.answered_at at time zone %(zone)s)::date)
"""
RULES = [
    SILENT,
    GOALLESS,
    OVERDUE,
    LOW,
    RETENTION,
    REFERRER,
    CHECKS,
    UNANSWERED,
    WISHES,
    WAITING,
    SUPPORT,
    WELLBEING,
]
DISMISSED = """
select alarm, thing_id, since from care_dismissal
where undone_at is null and until > %(today)s
"""
Key = tuple[str, Any, date]


def expected(cursor: Any, today: date, zone: str = "Europe/Rome") -> set[Key]:
    """(alarm, match or participant, since) of everything that must stand on the page."""
    told = {"today": today, "zone": zone}
    found: set[Key] = set()
    for whom in ("mentee", "mentor"):
        cursor.execute(CONTACTS, {**told, "whom": whom, "alarm": f"contact_{whom}"})
        found |= set(cursor.fetchall())
    for rule in RULES:
        cursor.execute(rule, told)
        found |= set(cursor.fetchall())
    cursor.execute(DISMISSED, told)
    return found - set(cursor.fetchall())
