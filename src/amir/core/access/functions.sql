-- Functions that policies and edges.py call. They belong to the owner, who alone reads core_accessedge.

create function amir_actor() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('amir.actor', true), '')::uuid $$;

create function amir_purpose() returns text language sql stable parallel safe
as $$ select coalesce(current_setting('amir.purpose', true), '') $$;

create function amir_request() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('amir.request', true), '')::uuid $$;

-- Organisations in which the actor sits with a role that opens an area.
create function amir_orgs(area text) returns setof uuid
language sql stable parallel safe security definer set search_path = public, pg_temp
as $$
    select organisation from core_accessedge
    where actor = (select amir_actor()) and kind = 'membership' and field_set = area
      and valid @> now()
$$;

-- Persons or things of which the actor may see a field set, directly or through an organisation.
create function amir_subjects(wanted text) returns setof uuid
language sql stable parallel safe security definer set search_path = public, pg_temp
as $$
    select subject from core_accessedge
    where subject is not null and kind <> 'membership' and valid @> now()
      and (field_set = wanted or field_set = '*')
      and (actor = (select amir_actor()) or actor = any(array(
        select organisation from core_accessedge
        where actor = (select amir_actor()) and kind = 'membership' and field_set = 'work'
          and valid @> now())))
$$;

create function amir_open_edge(
    new_actor uuid, new_kind text, new_field_set text, new_organisation uuid, new_subject uuid,
    since timestamptz, until timestamptz, new_receipt uuid
) returns uuid
language sql volatile security definer set search_path = public, pg_temp
as $$
    insert into core_accessedge
        (id, actor, organisation, subject, kind, field_set, valid, receipt)
    values (gen_random_uuid(), new_actor, new_organisation, new_subject, new_kind, new_field_set,
            tstzrange(coalesce(since, now()), until), new_receipt)
    returning id
$$;

-- An edge that begins and ends in the same transaction was never there: its range is empty. One
-- that would begin later (a clock set back, a grant for next week) never begins.
create function amir_close_edges(
    old_actor uuid, old_kind text, old_organisation uuid, old_subject uuid, old_field_set text
) returns bigint
language sql volatile security definer set search_path = public, pg_temp
as $$
    with ended as (
        update core_accessedge
        set valid = tstzrange(lower(valid), greatest(lower(valid), now()))
        where kind = old_kind and valid && tstzrange(now(), null)
          and (old_actor is null or actor = old_actor)
          and (old_organisation is null or organisation = old_organisation)
          and (old_subject is null or subject = old_subject)
          and (old_field_set is null or field_set = old_field_set)
        returning 1)
    select count(*) from ended
$$;

-- One audit event per statement and organisation. Arguments: key column, subject column or ''.
create function amir_audit() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        insert into core_auditevent (at, organisation_id, actor_id, purpose, request_id, act,
                                     table_name, row_ids, subjects, columns)
        select clock_timestamp(), coalesce(j->>'organisation_id', j->>'organisation')::uuid,
               amir_actor(), amir_purpose(), amir_request(), 'insert', tg_table_name,
               array_agg(j->>tg_argv[0]),
               coalesce(array_agg(distinct (j->>tg_argv[1])::uuid)
                        filter (where j->>tg_argv[1] is not null), '{}'), null
        from (select to_jsonb(n) j from new_rows n) rows
        group by coalesce(j->>'organisation_id', j->>'organisation');
    elsif tg_op = 'DELETE' then
        insert into core_auditevent (at, organisation_id, actor_id, purpose, request_id, act,
                                     table_name, row_ids, subjects, columns)
        select clock_timestamp(), coalesce(j->>'organisation_id', j->>'organisation')::uuid,
               amir_actor(), amir_purpose(), amir_request(), 'delete', tg_table_name,
               array_agg(j->>tg_argv[0]),
               coalesce(array_agg(distinct (j->>tg_argv[1])::uuid)
                        filter (where j->>tg_argv[1] is not null), '{}'), null
        from (select to_jsonb(o) j from old_rows o) rows
        group by coalesce(j->>'organisation_id', j->>'organisation');
    else
        insert into core_auditevent (at, organisation_id, actor_id, purpose, request_id, act,
                                     table_name, row_ids, subjects, columns)
        select clock_timestamp(), org, amir_actor(), amir_purpose(), amir_request(), 'update',
               tg_table_name, array_agg(distinct key),
               coalesce(array_agg(distinct subject) filter (where subject is not null), '{}'),
               array_agg(distinct changed)
        from (
            select coalesce(n.j->>'organisation_id', n.j->>'organisation')::uuid org,
                   n.j->>tg_argv[0] key, (n.j->>tg_argv[1])::uuid subject, c.key changed
            from (select to_jsonb(x) j from new_rows x) n
            join (select to_jsonb(x) j from old_rows x) o
              on o.j->>tg_argv[0] = n.j->>tg_argv[0]
            cross join lateral jsonb_each(n.j) c
            where o.j->c.key is distinct from c.value) rows
        group by org;
    end if;
    return null;
end
$$;

revoke all on function amir_open_edge, amir_close_edges, amir_orgs, amir_subjects from public;
grant execute on function amir_open_edge, amir_close_edges, amir_orgs, amir_subjects to amir_app;
