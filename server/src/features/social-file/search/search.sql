-- Search keys: one narrow row per file, and the one function that reads them.
--
-- Ruling 11 (architecture.md) and distribution.md §2: SECURITY DEFINER, p_tenant first, called alone, ids only come
-- back. trust.md finding 5: array and trigram operators are not leakproof, so under a policy that tests the tenant
-- they are filters, never index conditions. The function's owner therefore has a policy of its own that is true,
-- and the function itself compares p_tenant with the tenant that was entered: same guard, evaluated once.
-- The table is written by the store, in plain INSERT … ON CONFLICT and DELETE: no trigger (ruling 21).
-- Needs the extensions btree_gin and fuzzystrmatch in schema public.

-- 'Jean-Pierre' → 'JP': what people type for a compound first name.
create function app.name_initials(p_name text) returns text
  language sql immutable parallel safe
  begin atomic
    select case when count(*) > 1 then string_agg(left(w, 1), '' order by n) end
    from unnest(app.name_words(p_name)) with ordinality t(w, n);
  end;

create function app.distinct_sounds(p_words text[]) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(distinct app.phonetic(w)), '{}') from unnest(p_words) w;
  end;

-- A word and what is left of it when one letter is lost, two from eight letters on: two words that share one of these
-- are at most that far apart, give or take (W. Garbe, "SymSpell", 2012). The first seven letters are enough to find,
-- app.letters_apart then decides.
create function app.word_losses(p_word text) returns text[]
  language plpgsql immutable parallel safe strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  head text := left(p_word, 7);
  once text;
  losses text[] := array[head];
begin
  for i in 1 .. length(head) loop
    once := left(head, i - 1) || substr(head, i + 1);
    losses := losses || once;
    if length(p_word) >= 8 then
      for j in i .. length(once) loop
        losses := losses || (left(once, j - 1) || substr(once, j + 1));
      end loop;
    end if;
  end loop;
  return losses;
end $$;

-- What the index holds. '=' whole word, '^' beginning, '~' sound, '-' with letters lost, '+…' phone, '@' e-mail,
-- '!' birth date, '&' birth year, '#' sound of a name word with the initial of another word (blocking), '*' birth date with an initial (blocking).
create function app.search_tokens(
  p_names text[], p_firsts text[], p_initials text, p_sounds text[], p_phones text[], p_email text, p_birth date, p_year integer
) returns text[]
  language plpgsql immutable parallel safe cost 1000
  set search_path = pg_catalog, pg_temp
as $$
declare
  tokens text[] := coalesce(p_phones, '{}');
  initials text[] := '{}';
  word text;
begin
  foreach word in array p_names || p_firsts loop
    tokens := tokens || ('=' || word);
    for n in 1 .. least(length(word), 10) loop
      tokens := tokens || ('^' || left(word, n));
    end loop;
    if length(word) >= 4 then
      foreach word in array app.word_losses(word) loop tokens := tokens || ('-' || word); end loop;
    end if;
  end loop;
  foreach word in array p_names || p_firsts loop
    if left(word, 1) <> all (initials) then initials := initials || left(word, 1); end if;
  end loop;
  foreach word in array initials loop
    if p_birth is not null then tokens := tokens || ('*' || (p_birth - date '1800-01-01') || word); end if;
    for n in 1 .. cardinality(p_sounds) loop
      tokens := tokens || ('#' || p_sounds[n] || '/' || word);
    end loop;
  end loop;
  foreach word in array p_sounds loop tokens := tokens || ('~' || word); end loop;
  if p_initials is not null then tokens := tokens || ('^' || p_initials); end if;
  if p_birth is not null then tokens := tokens || ('!' || (p_birth - date '1800-01-01')); end if;
  if p_year is not null then tokens := tokens || ('&' || p_year); end if;
  if p_email is not null then tokens := tokens || ('@' || p_email); end if;
  return tokens;
end $$;

create table app.search_key (
  tenant_id uuid not null,
  file_id uuid not null,
  unit_id uuid not null,
  -- As typed: the store writes these and nothing else.
  use_name text not null,
  birth_name text,
  first_names text,
  birth_date date,
  known_birth_year integer,
  sex text,
  phones text[] not null default '{}',
  email text,
  postal_code text,
  -- Computed.
  sort_name text collate "fr-x-icu" not null generated always as (left(use_name || ' ' || coalesce(first_names, ''), 200)) stored,
  birth_year integer generated always as (coalesce(extract(year from birth_date)::integer, known_birth_year)) stored,
  name_words text[] not null generated always as (
    app.word_runs(app.name_words(use_name)) || app.word_runs(app.name_words(birth_name))) stored,
  first_words text[] not null generated always as (app.word_runs(app.name_words(first_names))) stored,
  whole_names text[] not null generated always as (array[app.whole_name(use_name), app.whole_name(birth_name)]) stored,
  sounds text[] not null generated always as (app.distinct_sounds(
    app.word_runs(app.name_words(use_name)) || app.word_runs(app.name_words(birth_name))
    || app.word_runs(app.name_words(first_names)))) stored,
  initials text generated always as (app.name_initials(first_names)) stored,
  phones_e164 text[] not null generated always as (app.normalise_phones(phones)) stored,
  email_folded text generated always as (nullif(lower(btrim(email)), '')) stored,
  who app.identity generated always as (app.identity_of(
    use_name, birth_name, first_names, birth_date, known_birth_year, sex, phones, email, postal_code)) stored,
  primary key (tenant_id, file_id)
);

create index search_key_tokens on app.search_key using gin (
  tenant_id, app.search_tokens(name_words, first_words, initials, sounds, phones_e164, email_folded, birth_date, birth_year))
  with (fastupdate = off); -- a pending list would be read through by every search
create index search_key_birth on app.search_key (tenant_id, birth_date, sort_name);
create index search_key_year on app.search_key (tenant_id, birth_year, sort_name, file_id);
create index search_key_name on app.search_key (tenant_id, sort_name, file_id);

alter table app.search_key owner to lastria_search;
alter table app.search_key enable row level security;
alter table app.search_key force row level security;
create policy search_key_tenant on app.search_key to lastria_app
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy search_key_definer on app.search_key for select to lastria_search using (true);
revoke all on app.search_key from public;
grant insert, update, delete on app.search_key to lastria_app;
-- The columns an UPDATE, a DELETE or ON CONFLICT must name: ids, nothing of the person.
grant select (tenant_id, file_id, unit_id) on app.search_key to lastria_app;
