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
