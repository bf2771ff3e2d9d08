-- How texts are compared in searches: without case, accents, tatweel, and with the Arabic letters
-- that people interchange made one. unaccent() alone is only STABLE; its dictionary never changes here.
create function f_norm(written text) returns text
language sql immutable strict parallel safe
as $$
    select translate(
        regexp_replace(
            lower(public.unaccent('public.unaccent'::regdictionary, written)),
            E'[\u064B-\u0652\u0640\u0670]', '', 'g'),
        'أإآٱىیةکς', 'ااااييهكσ')
$$;
