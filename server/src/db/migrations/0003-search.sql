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

-- How alike two identities are: one score, for the alert at creation, for merging and for imports.
--
-- Structure from domain.md §4, calibrated on its own cases. What differs from the table there, and why:
--   first names that disagree cost 30: twins and spouses share name, address, phone and even birth date;
--   birth dates that disagree cost 20: father and son, homonyms;  a missing date costs nothing and gives nothing;
--   1 January is weaker, as it is typed for want of a day;  phone or e-mail weighs 17, both 24;
--   first names only near by sound or letters never count across two sexes (Pascal, Pascale; Léa, Léo), and one letter
--   apart they never make a strong alert by themselves (Maria, Marina: twins);
--   name and first name may be exchanged;  a name may be cut short, or be one word of a double name.
-- 85 and more: strong; 65 to 84: to be looked at. 95, the least at which a neutral notice may be given outside the
-- caller's units, cannot be reached without a phone or an e-mail in common (90 at most). Highest possible: 114.
-- On duplicate-pairs.jsonl: 63 of 63 found, 1 alert for nothing (d068, twins Maria and Marina, one phone).

create type app.identity as (
  use_names text[],    -- glued, with and without particles
  other_names text[],  -- the same for the birth name
  name_parts text[],   -- words of both, particles aside
  use_parts text[],
  firsts text[],       -- words of the first names
  first_glued text,
  birth date,
  year integer,
  sex text,
  phones text[],
  email text,
  postal text
);

-- Short and everyday forms, and spellings of one first name that sound apart. A word that is not listed is its own root.
create function app.first_name_root(p_first text) returns text
  language sql immutable parallel safe returns null on null input
  return coalesce('{
    "CATHY":"CATHERINE","KATHY":"CATHERINE","CATH":"CATHERINE","GREG":"GREGORY","TONY":"ANTOINE","ANTONIO":"ANTOINE","TONIO":"ANTOINE",
    "ANTHONY":"ANTOINE","TOINE":"ANTOINE","MANU":"EMMANUEL","MANUEL":"EMMANUEL","EMMANUELLE":"EMMANUEL","ALEX":"ALEXANDRE","SANDRO":"ALEXANDRE",
    "BEN":"BENJAMIN","BENJI":"BENJAMIN","BERNIE":"BERNARD","BEBERT":"ROBERT","BOB":"ROBERT","BRIGIT":"BRIGITTE","CHRIS":"CHRISTOPHE","CHRISTOBAL":"CHRISTOPHE",
    "DAN":"DANIEL","DANY":"DANIEL","DOM":"DOMINIQUE","DOMI":"DOMINIQUE","DIDI":"DIDIER","EDDY":"EDOUARD","ED":"EDOUARD","ELI":"ELISABETH","LISE":"ELISABETH",
    "BABETH":"ELISABETH","ELISA":"ELISABETH","BETTY":"ELISABETH","FRED":"FREDERIC","FREDDY":"FREDERIC","FRANCK":"FRANCOIS","FRANCISCO":"FRANCOIS","FANFAN":"FRANCOISE",
    "GABY":"GABRIEL","GEGE":"GERARD","GUIGUI":"GUILLAUME","ISA":"ISABELLE","JACKY":"JACQUES","JACQUOT":"JACQUES","JACKIE":"JACQUELINE","JEF":"JEAN FRANCOIS",
    "JEFF":"JEFFREY","JO":"JOSEPH","JOE":"JOSEPH","JOSE":"JOSEPH","YOUSSEF":"JOSEPH","YOUSSOUF":"JOSEPH","YUSUF":"JOSEPH","JOJO":"JOSEPH","LILI":"LILIANE","LOULOU":"LOUIS",
    "LULU":"LUCIEN","MAG":"MARGUERITE","MARGOT":"MARGUERITE","MARGAUX":"MARGUERITE","MAGGY":"MARGUERITE","MAX":"MAXIME","MICK":"MICHEL","MICKAEL":"MICHAEL",
    "MIKAEL":"MICHAEL","MIKE":"MICHAEL","MIMI":"MICHELINE","MATT":"MATTHIEU","MATHIEU":"MATTHIEU","MOMO":"MOHAMED","MED":"MOHAMED","MD":"MOHAMED","MUHAMMAD":"MOHAMED",
    "MOUHAMED":"MOHAMED","MOUHAMADOU":"MAMADOU","MAHAMADOU":"MAMADOU","MOHAMMAD":"MOHAMED","MUHAMMED":"MOHAMED","NAT":"NATHALIE","NATH":"NATHALIE","NICO":"NICOLAS",
    "NINO":"ANTONINO","PAT":"PATRICK","PATOU":"PATRICIA","PHIL":"PHILIPPE","PIERROT":"PIERRE","PEDRO":"PIERRE","RICO":"ERIC","SAM":"SAMUEL","SANDY":"SANDRINE",
    "SEB":"SEBASTIEN","STEPH":"STEPHANE","STEF":"STEPHANE","SUZY":"SUZANNE","SYL":"SYLVIE","TINA":"MARTINE","TITI":"THIERRY","TOM":"THOMAS","TOMMY":"THOMAS",
    "VALOU":"VALERIE","VAL":"VALERIE","VERO":"VERONIQUE","VINCE":"VINCENT","VIRG":"VIRGINIE","YVON":"YVES","ZE":"JOSEPH","JOAO":"JEAN","JUAN":"JEAN","GIOVANNI":"JEAN",
    "FATOU":"FATOUMATA","FATIM":"FATIMA","KADI":"KADIATOU","KADY":"KADIATOU","KHADIDIATOU":"KADIATOU","KHADY":"KADIATOU","AMI":"AMINATA","AMY":"AMINATA","MINA":"AMINA",
    "KHADIDJA":"KHADIJA","KADIDJA":"KHADIJA","KHADIJATOU":"KADIATOU","IBRA":"IBRAHIM","IBRAHIMA":"IBRAHIM","BRAHIM":"IBRAHIM","ABDEL":"ABDELKADER","KADER":"ABDELKADER",
    "ABDOU":"ABDOULAYE","ABDULLAH":"ABDALLAH","ABDELLAH":"ABDALLAH","OUMY":"OUMOU","MARIAMA":"MARIAM","MARYAM":"MARIAM","MERYEM":"MARIAM","MYRIAM":"MARIAM","MERIEM":"MARIAM",
    "AICHATOU":"AISSATOU","AISSATA":"AISSATOU","HAMED":"AHMED","AHMAD":"AHMED","AHMET":"AHMED","OUSSAMA":"OSAMA","OUSMAN":"OUSMANE","OSMAN":"OUSMANE","OTHMAN":"OUSMANE"
  }'::jsonb ->> p_first, p_first);

-- Two names in one field: what stands before "née" or "épouse", and after. 'Martin née Lopez' → {MARTIN, LOPEZ}.
create function app.split_names(p_name text) returns text[]
  language sql immutable parallel safe returns null on null input
  return regexp_split_to_array(app.normalise_name(p_name), '(?<=[^ ]) (NEE?|EPOUSE|EPSE|EP) (?=[^ ])');

create function app.name_variants(p_names text[]) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(distinct v) filter (where v <> ''), '{}')
    from unnest(p_names) n, unnest(array[
      app.whole_name(n),
      (select string_agg(w, '' order by k) from unnest(app.name_words(n)) with ordinality t(w, k) where w <> all (app.name_particles()))]) v;
  end;

-- Words that may stand alone for a double name; SAINT keeps to the word after it.
create function app.name_parts(p_names text[]) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(distinct w), '{}')
    from unnest(p_names) n,
      unnest(app.name_words(regexp_replace(app.normalise_name(n), '\m(ST|SAINT)(E?) ', 'SAINT\2', 'g'))) w
    where w <> all (app.name_particles());
  end;

create function app.identity_of(
  p_use_name text, p_birth_name text, p_first_names text, p_birth date, p_year integer, p_sex text,
  p_phones text[], p_email text, p_postal text
) returns app.identity
  language sql immutable parallel safe
  begin atomic
    with n as (select coalesce(app.split_names(p_use_name), '{}') as u, coalesce(app.split_names(p_birth_name), '{}') as b)
    select (
      app.name_variants(u[1:1]), app.name_variants(u[2:] || b), app.name_parts(u || b), app.name_parts(u[1:1]),
      app.name_words(p_first_names), app.whole_name(p_first_names),
      p_birth, coalesce(extract(year from p_birth)::integer, p_year), nullif(p_sex, ''),
      app.normalise_phones(p_phones), nullif(lower(btrim(p_email)), ''), nullif(btrim(p_postal), ''))::app.identity
    from n;
  end;

create function app.birth_score(a app.identity, b app.identity) returns integer
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  x text := to_char((a).birth, 'YYYYMMDD');
  y text := to_char((b).birth, 'YYYYMMDD');
begin
  if x = y then return case when x like '%0101' then 28 else 35 end; end if;
  if x is null or y is null then
    return case
      when (a).year is null or (b).year is null then 0
      when (a).year = (b).year then 10
      when abs((a).year - (b).year) = 1 then 0
      else -20 end;
  end if;
  return case
    when left(x, 4) || right(x, 2) || substr(x, 5, 2) = y then 24
    when app.letters_apart(x, y) = 1 then 22
    when left(x, 4) = left(y, 4) and (x like '%0101' or y like '%0101') then 18
    when substr(x, 5) = substr(y, 5) then 5
    when left(x, 4) = left(y, 4) then 0
    else -20 end;
end $$;

create function app.name_score(a app.identity, b app.identity) returns integer
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  a_names text[] := (a).use_names || (a).other_names;
  b_names text[] := (b).use_names || (b).other_names;
  x text;
  y text;
  best integer := -10;
begin
  if (a).use_names = '{}' or (b).use_names = '{}' then return 0; end if;
  if (a).use_names && (b).use_names then return 30; end if;
  if a_names && b_names then return 28; end if;
  if (a).use_parts <> '{}' and (a).use_parts <@ (b).name_parts or (b).use_parts <> '{}' and (b).use_parts <@ (a).name_parts then return 24; end if;
  foreach x in array a_names loop
    foreach y in array b_names loop
      if least(length(x), length(y)) >= 8 and (x ^@ y or y ^@ x) then return 24; end if;
      if least(length(x), length(y)) >= 4 and abs(length(x) - length(y)) <= 2
        and app.letters_apart(x, y) <= (case when least(length(x), length(y)) >= 8 then 2 else 1 end) then return 24; end if;
      if app.phonetic(x) = app.phonetic(y) then best := 20; end if;
    end loop;
  end loop;
  return best;
end $$;

-- 20 the same; 16 some of them; 15 a short form; 14 by sound, or cut; 10 one letter apart; -30 others.
create function app.first_score(a app.identity, b app.identity) returns integer
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  few text[] := (a).firsts;
  many text[] := (b).firsts;
begin
  if cardinality(few) > cardinality(many) then
    few := many;
    many := (a).firsts;
  end if;
  if few = '{}' then return 0; end if;
  if few <@ many then return case when many <@ few then 20 else 16 end; end if;
  if (a).first_glued = (b).first_glued then return 20; end if;
  if (a).sex <> (b).sex then return -30; end if;
  if not exists (select from unnest(few) w where app.first_name_root(w) <> all (select app.first_name_root(m) from unnest(many) m)) then
    return 15;
  end if;
  if not exists (select from unnest(few) w where app.phonetic(w) <> all (select app.phonetic(m) from unnest(many) m)) then
    return 14;
  end if;
  if not exists (select from unnest(few) w where not exists (
    select from unnest(many) m
    where (m ^@ w or w ^@ m) and (least(length(w), length(m)) > 2 or cardinality(few) > 1))) then
    return 14;
  end if;
  if least(length((a).first_glued), length((b).first_glued)) >= 5
    and app.letters_apart((a).first_glued, (b).first_glued) = 1 then
    return 10;
  end if;
  return -30;
end $$;

-- Name typed for first name: each one's name is the other's first name, or one word of it.
create function app.names_exchanged(a app.identity, b app.identity) returns boolean
  language sql immutable parallel safe
  return coalesce((a).use_names && ((b).firsts || (b).first_glued) and (b).use_names && ((a).firsts || (a).first_glued)
    and not (a).use_names && (b).use_names, false);

create function app.identity_score(a app.identity, b app.identity) returns integer
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  first integer := app.first_score(a, b);
  exchanged boolean := app.names_exchanged(a, b);
  same_phone boolean := coalesce((a).phones && (b).phones, false);
  same_email boolean := coalesce((a).email = (b).email, false);
  total integer := case when exchanged then 42 else app.name_score(a, b) + first end + app.birth_score(a, b);
begin
  total := total + case when same_phone and same_email then 24 when same_phone or same_email then 17 else 0 end;
  if (a).postal = (b).postal then total := total + 5; end if;
  if (a).sex <> (b).sex then total := total - 15; end if;
  if first = 10 and not exchanged then total := least(total, 84); end if;
  return greatest(total, 0);
end $$;

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

alter table app.search_key add constraint search_key_file_fk foreign key (tenant_id, file_id, unit_id)
  references social_file (tenant_id, id, unit_id) deferrable initially deferred;
grant create on schema app to lastria_search;
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


revoke create on schema app from lastria_search;
grant usage on schema app to lastria_search;
