-- The search itself. Meaning: every word typed answers to a word of the use name, the birth name or the first names,
-- in any order: 0 as a whole, 1 as its beginning (or a particle left out, or the initials of a compound first name),
-- 2 by its sound, 3 one letter apart (two from eight letters on). A row ranks by its worst word, then by the sum of all,
-- then by whether what was typed is the whole family name (0), a word of it (1) or only a first name (2).
-- So rows are fetched class by class, and a class is looked at only if those before it did not fill the page.
-- Ties: name in fr-x-icu, then id: the three columns that come back are the cursor (the service seals it).

-- One typed word as it enters the query. exact: the forms that answer for it, itself and every run of typed words it is
-- glued in. loose: those compared by sound and by letters too, itself and what particles or single letters before it
-- make with it (VAN DAME, N DIAIE). short: ST beside SAINT. longer: other words typed of which it is the beginning.
-- optional: a particle before another word may be left out.
create type app.search_slot as (
  exact text[], loose text[], sounds text[], losses text[], short text, longer text[], optional boolean);

create function app.search_slots(p_query text) returns app.search_slot[]
  language sql immutable parallel safe
  begin atomic
    with typed as (select (app.name_words(p_query))[1:8] as w, string_to_array(app.normalise_name(p_query), ' ') as raw),
    words as (
      select k, w[k] as word, w[k] = any (app.name_particles()) as particle
      from typed, generate_series(1, cardinality(w)) k),
    runs as (
      select i, j, array_to_string(w[i:j], '') as r,
        i = j or length(w[j]) > 2 and not exists (
          select from words b where b.k >= i and b.k < j and not b.particle and length(b.word) > 1) as loose
      from typed, generate_series(1, cardinality(w)) i, generate_series(i, least(i + 3, cardinality(w))) j),
    slots as (
      select k, word, array_agg(distinct r.r) as exact,
        coalesce(array_agg(distinct r.r) filter (where r.loose), '{}') as loose,
        particle and exists (select from words o where not o.particle and o.k > words.k) as optional
      from words join runs r on k between r.i and r.j
      group by k, word, particle)
    select array_agg((exact, loose, app.distinct_sounds(loose),
        (select coalesce(array_agg(distinct l), '{}') from unnest(loose) e, unnest(app.word_losses(e)) l where length(e) >= 4),
        case when raw && '{ST,STE}' then case word when 'SAINT' then 'ST' when 'SAINTE' then 'STE' end end,
        (select coalesce(array_agg(o.word), '{}') from words o where o.word ^@ slots.word and o.word <> slots.word),
        optional)::app.search_slot order by k)
    from slots, typed;
  end;

create function app.search_files(
  p_tenant uuid, p_units uuid[], p_query text, p_birth date, p_birth_year integer, p_phone text, p_limit integer,
  p_after_rank integer default null, p_after_name text default null, p_after_id uuid default null
) returns table (file_id uuid, rank integer, sort_name text)
  language plpgsql stable security definer
  set search_path = pg_catalog, app, pg_temp
  set max_parallel_workers_per_gather = 0 -- starting workers would cost more than the whole search
  set jit = off
as $$
declare
  v_tokens constant text := 'app.search_tokens(k.name_words, k.first_words, k.initials, k.sounds, k.phones_e164, k.email_folded, k.birth_date, k.birth_year)';
  v_slots app.search_slot[] := coalesce(app.search_slots(p_query), '{}');
  v_slot app.search_slot;
  v_left integer := least(greatest(coalesce(p_limit, 20), 1), 200);
  v_filter text;
  v_index text;
  v_classes text[];
  v_begins text[];
  v_other text;
  v_typed text[] := '{}';
  v_some integer;
begin
  if p_tenant is null or p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'search outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  v_filter := format('k.tenant_id = %L::uuid and k.unit_id = any (%L::uuid[])', p_tenant, p_units);
  if p_phone is not null then
    v_filter := v_filter || format(' and %s && %L::text[]', v_tokens, array[coalesce(app.normalise_phone(p_phone), '+')]);
  end if;

  if cardinality(v_slots) = 0 then
    if p_birth is null and p_birth_year is null and p_phone is null then return; end if;
    return query execute format(
      'select k.file_id, 0, k.sort_name::text from app.search_key k
       where %s and ($1 is null or k.birth_date = $1) and ($2 is null or k.birth_year = $2)
         and ($3 is null or (k.sort_name, k.file_id) > ($4, $5))
       order by k.sort_name, k.file_id limit %s', v_filter, v_left)
      using p_birth, p_birth_year, p_after_rank, p_after_name, p_after_id;
    return;
  end if;

  -- Beside words, dates are asked of the same index: as columns they would tempt the planner to another one.
  if p_birth is not null then v_filter := v_filter || format(' and %s && %L::text[]', v_tokens, array['!' || (p_birth - date '1800-01-01')]); end if;
  if p_birth_year is not null then v_filter := v_filter || format(' and %s && %L::text[]', v_tokens, array['&' || p_birth_year]); end if;
  foreach v_slot in array v_slots loop v_typed := v_typed || v_slot.exact; end loop;

  for v_class in coalesce(p_after_rank, 0) / 10000 .. 3 loop
    v_index := '';
    v_classes := '{}';
    foreach v_slot in array v_slots loop
      v_begins := array_remove(v_slot.exact || v_slot.short, null);
      if not (v_slot.optional and v_class > 0) then
        v_index := v_index || format(' and %s && %L::text[]', v_tokens, (
          select array_agg(t) from (
            select '=' || e from unnest(v_slot.exact) e where v_class = 0
            union all select '^' || left(e, 10) from unnest(v_begins) e where v_class > 0
            union all select '~' || s from unnest(v_slot.sounds) s where v_class > 1
            union all select '-' || l from unnest(v_slot.losses) l where v_class > 2) x(t)));
      end if;
      v_classes := v_classes || case
        when v_class = 0 then '0'
        -- The index has said that the word begins so: nothing left to look at but whether it is the whole.
        when v_class = 1 and not v_slot.optional and v_slot.longer = '{}' and length(array_to_string(v_begins, '')) <= 10 then
          format('case when (k.name_words || k.first_words) && %L::text[] then 0 else 10 end', v_slot.exact)
        else format(
          'case when (k.name_words || k.first_words) && %1$L::text[] then 0
             when exists (select from unnest(k.name_words || k.first_words) w where w ^@ any (%2$L::text[]) and not w ^@ any (%3$L::text[]))
               or k.initials ^@ any (%2$L::text[]) then 10
             when %4$L::boolean or %7$L::boolean and exists (select from unnest(k.name_words || k.first_words) w where w ^@ any (%2$L::text[])) then 15
             when k.sounds && %5$L::text[] then 20
             when %8$L::boolean and exists (select from unnest(k.name_words || k.first_words) w, unnest(%6$L::text[]) e
               where length(e) >= 4 and abs(length(e) - length(w)) <= 2
                 and public.levenshtein_less_equal(w, e, 3) <= case when length(e) >= 8 then 3 else 2 end
                 and app.letters_apart(w, e) <= case when length(e) >= 8 then 2 else 1 end) then 30
             else 90 end',
          v_slot.exact, v_begins, v_slot.longer, v_slot.optional, v_slot.sounds, v_slot.loose,
          v_slot.longer <> '{}', v_class = 3) end;
    end loop;
    -- One short word begins thousands of names: those whose family name it begins come first, read in their order
    -- from the index until the page is full; the others only after.
    v_other := '';
    if v_class = 1 and cardinality(v_slots) = 1 and length(v_begins[1]) <= 3
      and p_birth is null and p_birth_year is null and p_phone is null then
      v_other := format(
        '(k.sort_name >= %L and k.sort_name < %L and exists (select from unnest(k.name_words) w where w ^@ %L))',
        lower(v_begins[1]), lower(v_begins[1]) || U&'\FFFF', v_begins[1]);
      return query execute format(
        'select k.file_id, 10102, k.sort_name::text from app.search_key k
         where %s and %s and not (k.name_words || k.first_words) && $1
           and ($2 is null or (10102, k.sort_name, k.file_id) > ($2, $3, $4))
         order by k.sort_name, k.file_id limit %s', v_filter, v_other, v_left)
        using v_typed, p_after_rank, p_after_name, p_after_id;
      get diagnostics v_some = row_count;
      v_left := v_left - v_some;
      exit when v_left <= 0;
      v_other := ' and not ' || v_other;
    end if;
    return query execute format(
      'select r.file_id, r.rank, r.sort_name::text from (
         select c.file_id, c.sort_name, %1$s * 10000 + (%2$s) * 10 + c.whole as rank
         from (
           select k.file_id, k.sort_name, %3$s,
             case when k.whole_names && $1 then 0 when k.name_words && $1 then 1 else %4$s end as whole
           from app.search_key k where %5$s offset 0) c
         where greatest(%6$s) / 10 = %1$s) r
       where $2 is null or (r.rank, r.sort_name, r.file_id) > ($2, $3, $4)
       order by r.rank, r.sort_name, r.file_id limit %7$s',
      v_class,
      (select string_agg('c.c' || n, ' + ') from generate_subscripts(v_slots, 1) n),
      (select string_agg(v_classes[n] || ' as c' || n, ', ') from generate_subscripts(v_slots, 1) n),
      case when v_other = '' then 2 else 3 end,
      v_filter || v_index || v_other,
      (select string_agg('c.c' || n, ', ') from generate_subscripts(v_slots, 1) n),
      v_left)
      using v_typed, p_after_rank, p_after_name, p_after_id;
    get diagnostics v_some = row_count;
    v_left := v_left - v_some;
    exit when v_left <= 0;
  end loop;
end $$;

alter function app.search_files(uuid, uuid[], text, date, integer, text, integer, integer, text, uuid) owner to lastria_search;
revoke all on function app.search_files(uuid, uuid[], text, date, integer, text, integer, integer, text, uuid) from public;
grant execute on function app.search_files(uuid, uuid[], text, date, integer, text, integer, integer, text, uuid) to lastria_app, lastria_reader;
