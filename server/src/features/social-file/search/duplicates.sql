-- Files that may be of the same person as the identity about to be saved.
--
-- Blocking (domain.md §4): sound of a name word with an initial of another, birth date with an initial, phone, e-mail;
-- then app.identity_score. Inside p_units: file and score. Beyond them one boolean for the whole tenant, true from 95 on,
-- on a row that always comes, last, with no file. Everyone found is scored whatever the unit, and short lists are
-- filled up with comparisons that count for nothing, so that neither time nor length tells whether there is someone.

-- What to ask the index of search.sql for. The rows hold every sound with every initial, so names given in the
-- other order answer too.
create function app.block_tokens(
  p_use_name text, p_birth_name text, p_first_names text, p_phones text[], p_email text, p_birth date
) returns text[]
  language sql immutable parallel safe
  begin atomic
    with names as (select app.split_names(p_use_name) || app.split_names(p_birth_name) as n),
    parts as (
      select distinct p from names, unnest(app.name_variants(n) || app.name_parts(n) || app.word_runs(app.name_words(p_use_name))) p
      where length(p) > 1 and p <> all (app.name_particles())),
    initials as (select distinct left(f, 1) as i from unnest(app.name_words(p_first_names)) f)
    select coalesce(array_agg(distinct t.token), '{}') from (
      select '#' || app.phonetic(p) || '/' || i as token from parts, initials
      union all select '*' || (p_birth - date '1800-01-01') || i
        from (select i from initials union select left(p, 1) from parts) x where p_birth is not null
      union all select unnest(app.normalise_phones(p_phones))
      union all select '@' || lower(btrim(p_email)) where btrim(p_email) <> ''
    ) t;
  end;

create function app.find_duplicates(
  p_tenant uuid, p_units uuid[], p_use_name text, p_birth_name text, p_first_names text, p_birth date, p_birth_year integer,
  p_sex text, p_phones text[], p_email text, p_postal_code text, p_except uuid default null, p_limit integer default 10
) returns table (file_id uuid, score integer, grade text, beyond boolean)
  language plpgsql stable security definer
  set search_path = pg_catalog, app, pg_temp
  set max_parallel_workers_per_gather = 0 -- starting workers would cost more than the whole search
  set jit = off
as $$
declare
  c_most constant integer := 300;
  c_least constant integer := 60;
  v_new app.identity := app.identity_of(p_use_name, p_birth_name, p_first_names, p_birth, p_birth_year, p_sex, p_phones, p_email, p_postal_code);
  v_blocks text[];
begin
  if p_tenant is null or p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'search outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  v_blocks := app.block_tokens(p_use_name, p_birth_name, p_first_names, p_phones, p_email, p_birth);
  return query execute format(
    'with found as materialized (
       select k.file_id, k.unit_id, k.who
       from app.search_key k
       where k.tenant_id = %L::uuid
         and app.search_tokens(k.name_words, k.first_words, k.initials, k.sounds, k.phones_e164, k.email_folded, k.birth_date, k.birth_year) && %L::text[]
         and k.file_id is distinct from $1
       order by (k.birth_date = $2) desc nulls last, (k.phones_e164 && $3) desc, k.name_words && $4 desc, k.file_id
       limit %s),
     padded as (
       select f.file_id, f.unit_id, f.who from found f
       union all
       select null, null, v.who
       from (select app.identity_of(%L, null, %L, null, null, null, null, null, null) as who) v, generate_series(1, greatest(0, %s - (select count(*) from found))) g),
     scored as materialized (
       select p.file_id, p.unit_id, app.identity_score($5, p.who) as score from padded p),
     mine as (
       select s.file_id, s.score, case when s.score >= 85 then %L else %L end as grade
       from scored s where s.score >= 65 and s.file_id is not null and s.unit_id = any ($6)
       order by s.score desc, s.file_id limit least(greatest($7, 1), 50))
     select m.file_id, m.score, m.grade, null::boolean from mine m
     union all
     select null, null, null, coalesce((select bool_or(s.score >= 95) from scored s where s.file_id is not null and s.unit_id <> all ($6)), false)',
    p_tenant, v_blocks, c_most, 'REMPLISSAGE', 'NUL', c_least, 'strong', 'toCheck')
    using p_except, p_birth, v_new.phones, v_new.use_names, v_new, p_units, p_limit;
end $$;

alter function app.find_duplicates(uuid, uuid[], text, text, text, date, integer, text, text[], text, text, uuid, integer) owner to lastria_search;
revoke all on function app.find_duplicates(uuid, uuid[], text, text, text, date, integer, text, text[], text, text, uuid, integer) from public;
grant execute on function app.find_duplicates(uuid, uuid[], text, text, text, date, integer, text, text[], text, text, uuid, integer) to lastria_app, lastria_reader;
