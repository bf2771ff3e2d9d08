-- Blank what erasure takes from the rows that lead to a person, in organisations whose people the
-- actor sees. `way` leads from a row to the person: a column of the person's id, or a reference, the
-- table it points to, and so on. The app's role could not do this itself: sealed files and
-- append-only rows are not the coordinator's to read or change, but they go with the person too.
create function amir_erase(target text, way text[], person uuid, blanks jsonb) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    condition text := format('%I = $1', way[array_length(way, 1)]);
    hop integer := array_length(way, 1) - 1;
    changes text;
    changed bigint;
begin
    if amir_purpose() <> 'erasing-person' or target like 'core\_%' then
        raise insufficient_privilege using message = 'erasing is an act of its own';
    end if;
    while hop >= 2 loop
        condition := format('%I in (select id from %I where %s)', way[hop - 1], way[hop], condition);
        hop := hop - 2;
    end loop;
    select string_agg(format('%I = (jsonb_populate_record(null::%I, $2)).%I', name, target, name), ', ')
        into changes from jsonb_object_keys(blanks) as names(name);
    execute format(
        'update %I set %s where %s and organisation_id = any(array(select amir_orgs(''people'')))',
        target, changes, condition) using person, blanks;
    get diagnostics changed = row_count;
    return changed;
end
$$;

revoke all on function amir_erase from public;
grant execute on function amir_erase to amir_app;
