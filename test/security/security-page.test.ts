/** server/SECURITY.md says what the code does: what a person reads there is what she would find. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import contract from '../../openapi/openapi.json' with { type: 'json' };
import { securityPage, serverSources, withTables } from '../scripts/security-tables.ts';

const page = readFileSync(securityPage, 'utf8');
const sources = serverSources();
const all = sources.map(({ text }) => text).join('\n');

/** One part of the page, from its title to the next. */
function part(title: string): string {
  const found = page.split(/^## /m).find((text) => text.startsWith(`${title}\n`));
  if (found === undefined) throw new Error(`no part « ${title} »`);
  return found;
}
const named = (text: string) => new Set([...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
const captured = (pattern: RegExp, text = all) =>
  [...new Set([...text.matchAll(pattern)].map(([, one]) => one!))].toSorted();
const missing = (wanted: readonly string[], said: string) => wanted.filter((one) => !named(said).has(one));
/** Cells and words alone: how a table is laid out means nothing. */
const bare = (text: string) => text.replaceAll(/[-\s]+/g, ' ');

type Operation = { operationId: string; security?: readonly object[] };
const operations = Object.values(contract.paths).flatMap((path) => Object.values(path) as Operation[]);
const withoutSession = operations
  .filter(({ security = [] }) => !security.some((way) => 'session' in way))
  .map(({ operationId }) => operationId)
  .toSorted();

describe('the page of security', () => {
  test('draws its tables from the code: tries, passwords, sessions, roles, tables, data, bounds, traces', () => {
    expect(page.match(/<!-- \w+ -->/g)!.length).toBeGreaterThan(15);
    expect(bare(withTables(page))).toBe(bare(page));
  });

  test('names every way in, and no other', () => {
    const said = captured(/`(access\.\w+)`/g, part('Ways in'));
    expect(said).toEqual(withoutSession);
  });

  test('says how guesses are held back, and that a stranger locks nobody out', () => {
    expect(part('Tries')).toMatch(/passwords for one account, from one machine +\| 5 +\| 15 min/);
    expect(part('Tries')).toContain('a stranger keeps nobody out for longer than the span');
  });

  test('says which words of the place no password is made of', () => {
    for (const word of ['her address', 'her name', 'the name of her organisation', 'words of this product'])
      expect(part('Passwords')).toContain(word);
  });

  test('says how long sessions last, how many there are, and how they go with those of the customer', () => {
    const said = part('Sessions');
    expect(said).toMatch(/nobody there +\| 15 min/);
    expect(said).toMatch(/whatever one does +\| 12 h/);
    expect(said).toMatch(/of one person at once +\| 10: one more ends the oldest/);
    for (const word of ['NIST SP 800-63B', 'back-channel logout', 'With the customer'])
      expect(said).toContain(word);
  });

  test('says what each role may do, with which fields, and in which state of a file', () => {
    const said = part('Who may do what');
    for (const role of ['SOCIAL_WORKER', 'SECRETARY', 'DPO', 'SUPPORT']) expect(said).toMatch(`\`${role}\``);
    expect(said).toMatch(/`work_entry_text` +\| text +\| writeFollowUp/);
    expect(said).toMatch(/`file_identity` +\| identity +\| writeIdentity/);
    expect(said).toContain('A closed file is read, not written');
  });

  test('says how what is entered is checked, and within which bounds', () => {
    const said = part('What is entered');
    for (const word of [
      'openapi/openapi.json',
      'What a schema cannot say',
      '300 MB',
      '5,000 entries',
      'antivirus',
    ])
      expect(said).toContain(word);
  });

  test('says the level of each class of data, and what each level asks', () => {
    const said = part('Data');
    for (const level of ['secret', 'secrecy', 'restricted', 'internal'])
      expect(said, level).toMatch(new RegExp(`^\\| ${level} +\\|(?: [^|]+\\|){5}$`, 'm'));
  });

  test('names each use of a key and each kind of cryptography', () => {
    const uses = captured(/\.(?:seal|open|digest|derive)\(\s*['`]([a-z][\w -]+?)(?: \$\{[^`]*)?['`]/g).filter(
      (use) => !['hex', 'base64url', 'base64', 'sso'].includes(use),
    );
    expect(uses.length).toBeGreaterThan(12);
    expect(missing(uses, part('Keys and cryptography'))).toEqual([]);
    const kinds = captured(/(createHash\('\w+'\)|create(?:Hmac|Cipheriv)\('[\w-]+'|hkdfSync\('\w+')/g);
    expect(kinds).toEqual([
      "createCipheriv('aes-256-gcm'",
      "createHash('sha256')",
      "createHmac('sha256'",
      "hkdfSync('sha256'",
    ]);
  });

  test('names all that the server calls', () => {
    const callers = sources
      .filter(({ text }) =>
        /from '(nodemailer|postgres|undici|node:(https?|net|tls|dgram|dns))'|\bfetch\(|createRemoteJWKSet/.test(
          text,
        ),
      )
      .map(({ file }) => file.replace('server/src/', ''))
      .filter((file) => !file.startsWith('db/'))
      .toSorted();
    // The server itself, providers of identities, Microsoft for calendars, the mail relay; what is under db/ speaks to PostgreSQL alone
    expect(callers).toEqual([
      'features/access/provider.service.ts',
      'features/agenda/outlook/graph.requests.ts',
      'features/agenda/outlook/graph.tokens.ts',
      'mail/mail.ts',
      'serve.ts',
    ]);
    for (const setting of [
      'DATABASE_URL',
      'LASTRIA_SMTP_URL',
      'LASTRIA_OUTLOOK_GRAPH_URL',
      'LASTRIA_CHECKPOINT_FILE',
    ])
      expect(named(part('Communications'))).toContain(setting);
  });

  test('names each event of the log', () => {
    const events = captured(/\blog\(\s*'(?:debug|info|warn|error)',\s*'([^']+)'/g);
    expect(events.length).toBeGreaterThan(8);
    expect(missing(events, part('Logs'))).toEqual([]);
  });

  test('says within what time a flawed component is mended, and what costs much', () => {
    expect(part('Components')).toMatch(/48 hours.* 7 days.* 30,.* quarter/);
    expect(part('What costs')).toContain('hashing a password');
  });

  test('control: a way in, a key or an event that the page does not name is seen', () => {
    expect(missing(['access.signInByStars', 'access.signIn'], part('Ways in'))).toEqual([
      'access.signInByStars',
    ]);
    expect(captured(/\blog\(\s*'warn',\s*'([^']+)'/g, `log('warn', 'stars fell', {})`)).toEqual([
      'stars fell',
    ]);
    expect(bare(withTables(page.replace('| 15 min', '| 16 min')))).toBe(bare(page));
    expect(bare(page.replace('| 15 min', '| 16 min'))).not.toBe(bare(page));
  });
});
