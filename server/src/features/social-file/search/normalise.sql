-- Names, sounds and phone numbers in one form: search, duplicates and imports all compare this form.
--
-- Every function is IMMUTABLE and SQL-standard bodied (RETURN / BEGIN ATOMIC: names inside are bound when the
-- function is created) or pins its search_path, so a caller's cannot change its meaning, and all may stand in
-- generated columns and index expressions. Nothing here is newer than PostgreSQL 14; the database must be UTF-8.
-- A change of result is a change of version: raise app.normalisation_version(), rewrite the generated columns
-- (update app.search_key set use_name = use_name) and reindex.
--
-- Sources: domain.md §4 "Duplicate detection" (steps, particles) and "Other formats" (phones); plan de numérotation
-- de l'Arcep for the overseas prefixes. The phonetic key is our own, in the family of phonex (F. Brouard, 1999).

create function app.normalisation_version() returns integer
  language sql immutable parallel safe return 1;

-- 'Lebœuf' → 'LEBOEUF', 'Yılmaz' → 'YILMAZ', 'd''Hondt' → 'D HONDT', 'Jean-Pierre' → 'JEAN PIERRE'.
-- Characters outside [[:alnum:]] part words. The collation is named so that the result does not depend on the database's.
create function app.normalise_name(p_name text) returns text
  language sql immutable parallel safe returns null on null input
  return btrim(regexp_replace(
    translate(
      replace(replace(replace(replace(replace(
        upper(regexp_replace(normalize(p_name, NFKD), '[\u0300-\u036f\u200b-\u200d\ufeff]', '', 'g') collate "und-x-icu"),
        'Œ', 'OE'), 'Æ', 'AE'), 'ẞ', 'SS'), 'Þ', 'TH'), 'Ŋ', 'NG'),
      'ŁĐØÐĦŦıƏ', 'LDODHTIE'),
    '[^[:alnum:]]+', ' ', 'g'));

-- Words that never tell two persons apart and that people type or leave out (domain.md §4, with the Flemish,
-- Portuguese and Arabic ones met in French files).
create function app.name_particles() returns text[]
  language sql immutable parallel safe
  return '{DE,DU,DES,D,LA,LE,LES,L,VAN,VON,DEN,DER,DA,DO,DOS,DAS,DI,EL,AL,BEN,BENT,ABD,AIT,OULD}'::text[];

-- The words of a name, in order: SAINT written out, titles and "née", "veuve", "épouse" dropped.
create function app.name_words(p_name text) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(
      array_agg(t.word order by t.place) filter (where t.word <> all ('{NEE,VVE,VEUVE,VEUF,EPOUSE,EPSE,EP,MME,MLLE,MR,MADAME,MONSIEUR,MADEMOISELLE}')),
      array_agg(t.word order by t.place) filter (where t.word is not null), '{}')
    from (
      select s.place, case s.raw when 'ST' then 'SAINT' when 'STE' then 'SAINTE' else left(s.raw, 40) end as word
      from unnest(string_to_array(nullif(app.normalise_name(p_name), ''), ' ')) with ordinality as s(raw, place)
      where s.place <= 12
    ) t;
  end;

-- Every run of one to four neighbouring words, glued: {DE,LA,TOUR} gives DE, DELA, DELATOUR, LA, LATOUR, TOUR.
-- So a name is found whole, in one word or apart, with or without its particles.
create function app.word_runs(p_words text[]) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(distinct array_to_string(p_words[i:j], '')), '{}')
    from generate_series(1, cardinality(p_words)) i, generate_series(i, least(i + 3, cardinality(p_words))) j;
  end;

-- 'de la Tour' → 'DELATOUR'.
create function app.whole_name(p_name text) returns text
  language sql immutable parallel safe returns null on null input
  return nullif(array_to_string(app.name_words(p_name), ''), '');

-- A key equal for spellings a French ear confuses: Gauthier/Gautier/Gaultier, Lefèvre/Lefebvre, Schmitt/Schmidt,
-- Faucheux/Fauchet, Quesnel/Kenel, Kowalczyk/Kowalchik. Digits stand for sounds of several letters:
-- 8 = ch, 1 = an, 5 = in, 0 = on. Takes one word (glued or not); a word without Latin letters is its own key.
-- Literal replacements where they do: a backend keeps 32 compiled expressions, more would cost ten times the time.
create function app.phonetic(p_word text) returns text
  language plpgsql immutable parallel safe strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  w text := p_word;
  x text;
begin
  if w !~ '^[A-Z]+$' then
    w := regexp_replace(app.normalise_name(w), '[^A-Z]', '', 'g');
    if w = '' then return app.normalise_name(p_word); end if;
  end if;
  x := w;
  -- ch and h
  w := replace(replace(w, 'CHR', 'KR'), 'CHL', 'KL');
  w := replace(replace(replace(replace(replace(replace(w, 'TSCH', '8'), 'SCH', '8'), 'TCH', '8'), 'CZ', '8'), 'SH', '8'), 'CH', '8');
  w := replace(replace(w, 'PH', 'F'), 'H', '');
  w := regexp_replace(w, '^OU(?=[AEIOY])', 'V');
  -- c, q, g
  w := replace(replace(replace(w, 'SCE', 'SSE'), 'SCI', 'SSI'), 'SCY', 'SSY');
  w := replace(replace(replace(w, 'CCE', 'XE'), 'CCI', 'XI'), 'CCY', 'XY');
  w := replace(replace(replace(w, 'CE', 'SSE'), 'CI', 'SSI'), 'CY', 'SSY');
  w := replace(replace(replace(replace(w, 'QU', 'K'), 'Q', 'K'), 'CK', 'K'), 'C', 'K');
  w := replace(replace(replace(replace(replace(w, 'GEA', 'JA'), 'GEO', 'JO'), 'GE', 'JE'), 'GI', 'JI'), 'GY', 'JY');
  w := replace(replace(replace(replace(w, 'DJ', 'J'), 'GUE', 'GE'), 'GUI', 'GI'), 'GUY', 'GY');
  -- silent or alike in the middle
  w := replace(replace(replace(replace(replace(w, 'BV', 'V'), 'W', 'V'), 'SZ', 'SS'), 'PT', 'T'), 'DT', 'T');
  w := regexp_replace(w, '(?<=[AEIOU])S(?=[NL])', '', 'g');
  w := regexp_replace(w, '(?<=[AEIOUY])S(?=[AEIOUY])', 'Z', 'g');
  -- vowels, then nasal vowels
  w := replace(replace(w, 'GN', 'NI'), 'EAU', 'AU');
  w := replace(regexp_replace(w, 'AUL(?=[TDXNSK])', 'O', 'g'), 'AU', 'O');
  w := replace(replace(replace(w, 'OEU', 'E'), 'EU', 'E'), 'OU', 'U');
  w := replace(replace(replace(replace(w, 'AILL', 'AI'), 'EILL', 'EI'), 'OILL', 'OI'), 'UILL', 'UI');
  w := regexp_replace(w, '([AE][IY]|[IYU])[NM](?![AEIOUYNM])', '5', 'g');
  w := regexp_replace(w, '(?<=[IY])EN(?![AEIOUYNM])', '5', 'g');
  w := regexp_replace(w, '[AE][NM](?![AEIOUYNM])', '1', 'g');
  w := regexp_replace(w, 'O[NM](?![AEIOUYNM])', '0', 'g');
  w := replace(regexp_replace(w, '[AE][IY](?![AEIOU])', 'E', 'g'), 'Y', 'I');
  -- doubled letters, then what is written at the end and not heard
  w := regexp_replace(w, '(.)\1+', '\1', 'g');
  w := regexp_replace(w, '(?<=..)[DTSXZP]+$', '');
  w := regexp_replace(w, '(?<=..)(ER|E+)$', '');
  return coalesce(nullif(w, ''), x);
end $$;

-- Letters to change, add, drop or exchange with their neighbour.
create function app.letters_apart(p_a text, p_b text) returns integer
  language plpgsql immutable parallel safe strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  apart integer := public.levenshtein(p_a, p_b);
begin
  if apart < 2 or length(p_a) <> length(p_b) then return apart; end if;
  for i in 1 .. length(p_a) - 1 loop
    if substr(p_a, i, 1) <> substr(p_b, i, 1) and substr(p_a, i, 2) = reverse(substr(p_b, i, 2)) then return apart - 1; end if;
  end loop;
  return apart;
end $$;

-- E.164, or null when it cannot be read. French numbers in any usual writing, the overseas ones under their own
-- country code (+262 Réunion and Mayotte, +508, +590, +594, +596), a spreadsheet's lost first zero given back.
-- 06 39 98 is kept for fiction on the mainland; the rest of 06 39 is Mayotte.
create function app.normalise_phone(p_phone text) returns text
  language sql immutable parallel safe returns null on null input
  begin atomic
    with digits as (
      select regexp_replace(regexp_replace(regexp_replace(p_phone, '\(0\)', '', 'g'), '[^0-9+]', '', 'g'), '^00', '+') as d),
    national as (
      select case
        when d ~ '^\+330?[1-9][0-9]{8}$' then '0' || right(d, 9)
        when d ~ '^33[1-9][0-9]{8}$' then '0' || right(d, 9)
        when d ~ '^[1-9][0-9]{8}$' then '0' || d
        else d end as d
      from digits)
    select case
      when d ~ '^0(262|263|269|692|693|639(?!98))[0-9]{6}$' then '+262' || right(d, 9)
      when d ~ '^0(590|690|691)[0-9]{6}$' then '+590' || right(d, 9)
      when d ~ '^0(594|694)[0-9]{6}$' then '+594' || right(d, 9)
      when d ~ '^0(596|696|697)[0-9]{6}$' then '+596' || right(d, 9)
      when d ~ '^0508[0-9]{5,6}$' then '+508' || right(d, 6)
      when d ~ '^0[1-9][0-9]{8}$' then '+33' || right(d, 9)
      when d ~ '^\+[1-9][0-9]{6,14}$' then d
    end
    from national;
  end;

create function app.normalise_phones(p_phones text[]) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(distinct n), '{}') from (select app.normalise_phone(p) as n from unnest(p_phones) p) t where n is not null;
  end;
