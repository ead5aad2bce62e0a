/**
 * `server/SECURITY.md` with its tables as the code says them: each stands between `<!-- NAME -->` and `<!-- end -->`.
 * Printed; `npm run generate` formats and keeps it, `npm run check` compares.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { usualRate } from '../../server/src/app.ts';
import '../../server/src/db/schema.ts';
import { tenantTables, type DataClass } from '../../server/src/db/tenant-table.ts';
import { longestAssertion } from '../../server/src/features/access/client-proof.service.ts';
import { lifetime as embedLifetime } from '../../server/src/features/access/embed-session.service.ts';
import { longestSubject } from '../../server/src/features/access/exchange.service.ts';
import { linkHours } from '../../server/src/features/access/invitation.service.ts';
import { largest as largestForm } from '../../server/src/features/access/oauth.ts';
import { atOnce, cost, longest, shortest, waitingRoom } from '../../server/src/features/access/passwords.ts';
import { allows, rights, roleNames, tenantActions } from '../../server/src/features/access/rights.ts';
import {
  factorTries,
  mostPages,
  passwordTries,
  stepMinutes,
} from '../../server/src/features/access/sign-in.service.ts';
import { mostBytes as pieceBytes } from '../../server/src/features/statistics/letterhead/letterhead.schema.ts';
import { greatestSide } from '../../server/src/features/statistics/letterhead/read/picture.ts';
import { most as wordLimits } from '../../server/src/features/statistics/letterhead/read/unpack.ts';
import { lifetime as programLifetime } from '../../server/src/features/access/program-session.service.ts';
import { attemptMinutes } from '../../server/src/features/access/sso.service.ts';
import { span } from '../../server/src/features/access/throttle.service.ts';
import { waits } from '../../server/src/features/access/ticket.service.ts';
import { defaultLimits as readingLimits } from '../../server/src/features/audit/reading.service.ts';
import { defaultRetention } from '../../server/src/features/audit/retention.service.ts';
import { auditTypes } from '../../server/src/features/audit/audit.catalogue.ts';
import { defaultLimits as fileLimits } from '../../server/src/features/imports/read/limits.ts';
import { tenant } from '../../server/src/features/organisation/organisation.table.ts';
import { overlap } from '../../server/src/http/credentials.ts';
import { defaultMaxBody } from '../../server/src/http/mount.ts';
import { largest as largestPageBody } from '../../server/src/http/page-operation.ts';
import { recently } from '../../server/src/http/proof.ts';

type Rows = readonly (readonly (string | number)[])[];
const root = path.resolve(import.meta.dirname, '../..');
export const securityPage = path.join(root, 'server/SECURITY.md');

const minutes = (ms: number) => `${ms / 60_000} min`;
const kib = (bytes: number) => `${bytes / 1024} KiB`;
const mb = (bytes: number) => `${bytes / 1_000_000} MB`;

const tries: Rows = [
  ['What is counted', 'Tries', 'In'],
  ['passwords for one account, from one machine', passwordTries.machine, minutes(span)],
  [
    'passwords for one account, from anywhere, on machines that never signed it in',
    passwordTries.account,
    minutes(span),
  ],
  [
    'passwords that fail for all accounts, from one address, on machines that never signed anybody of them in',
    passwordTries.address,
    minutes(span),
  ],
  [
    'answers to a second factor, whatever the factor and however often one begins anew',
    factorTries,
    minutes(span),
  ],
  ['present password, when one changes it', factorTries, minutes(span)],
  ['password hashes at once (more wait; beyond, 503)', `${atOnce}, and ${waitingRoom} waiting`, '–'],
  [
    'calls of one session, of one portal, and of our sign-in pages from one address',
    `${usualRate.burst} at once`,
    `${usualRate.perSecond} each second`,
  ],
];

const passwords: Rows = [
  ['Rule', 'Value'],
  ['least length', `${shortest} characters`],
  ['greatest length', `${longest} characters`],
  ['digest', `argon2id, ${cost.memoryCost / 1024} MiB, ${cost.timeCost} pass, a salt of its own`],
];

const sessions: Rows = [
  ['What', 'How long'],
  ['page session, nobody there', `${String(tenant.idleMinutes.default)} min (1 to 60, by tenant)`],
  ['page session, whatever one does', `${String(tenant.sessionHours.default)} h (1 to 24, by tenant)`],
  ['page sessions of one person at once', `${mostPages}: one more ends the oldest`],
  ['frame session', 'as long as the page session that let it in'],
  ['embed session', `${minutes(embedLifetime)}, and no longer than the page session it hangs on`],
  ['session of a program', `${minutes(programLifetime)}, and no longer than its secret and account`],
  ['a factor proven is recent for', minutes(recently)],
  ['token of before, once a factor is proven again', `${overlap / 1000} s`],
  ['sign-in half done', `${stepMinutes} min`],
  ['sign-in at a provider, on the way', `${attemptMinutes} min`],
  ['invitation, reset', `${linkHours} h, once`],
  ['ticket of a frame or of an embed session', `${waits} min, once`],
  ['subject token of an exchange', `${longestSubject / 60} min since it was made, once`],
  ['assertion of a back end', `${longestAssertion} s, once`],
];

const roles: Rows = [
  ['Role', 'Groups of fields, where it is granted', 'In the whole organisation'],
  ...roleNames.map((role) => [
    `\`${role}\``,
    rights[role].join(', ') || 'none',
    tenantActions
      .filter((action) =>
        allows(
          {
            roles: [role],
            scopes: {
              identity: [],
              followUp: [],
              text: [],
              writeIdentity: [],
              writeFollowUp: [],
              statistics: [],
              exportRows: [],
              manageLeave: [],
            },
          },
          action,
        ),
      )
      .join(', ') || 'nothing',
  ]),
];

const whom = {
  tenant: 'members of the tenant, as the service decides',
  author: 'its author',
  custom: 'a rule of its own, in its table',
};
/** By name: in which order modules were loaded means nothing. */
const declared = tenantTables().toSorted((a, b) => (a.name < b.name ? -1 : 1));
const tables: Rows = [
  ['Table', 'Read by', 'Written by', 'Rows go'],
  ...declared.map(({ name, scope, appMay }) => [
    `\`${name}\``,
    scope.kind === 'file' ? scope.read : whom[scope.kind],
    scope.kind === 'file' ? scope.write : whom[scope.kind],
    appMay.includes('delete') ? 'when deleted' : 'never by a request',
  ]),
];

/** Levels of protection, highest first; what each asks is said in the page. */
const levels: Readonly<Record<DataClass, string>> = {
  secret: 'secret',
  freeText: 'secrecy',
  followUp: 'secrecy',
  situation: 'secrecy',
  identity: 'secrecy',
  contact: 'secrecy',
  trace: 'restricted',
  staff: 'restricted',
  reference: 'internal',
  technical: 'internal',
};
const data: Rows = [
  ['Class of a column', 'Level', 'Columns'],
  ...Object.entries(levels).map(([name, level]) => [
    name,
    level,
    declared.flatMap((table) => Object.values(table.columns)).filter((column) => column.class === name)
      .length,
  ]),
];

const files: Rows = [
  ['Bound of a file received', 'Value'],
  ['bytes as received', mb(fileLimits.bytes)],
  ['bytes of a workbook once inflated', mb(fileLimits.inflatedBytes)],
  ['rows, columns, sheets', `${fileLimits.rows}, ${fileLimits.columns}, ${fileLimits.sheets}`],
  ['characters of a cell or record', fileLimits.recordChars],
  ['bytes of the Word file, the logo of reports', `${mb(pieceBytes.base)}, ${mb(pieceBytes.logo)}`],
  ['bytes, parts of that Word file once inflated', `${mb(wordLimits.bytes)}, ${wordLimits.parts}`],
  ['points of a side of that logo', greatestSide],
  ['body of any other call', kib(defaultMaxBody)],
  ['body of a call of our sign-in pages', kib(largestPageBody)],
  ['form of the token endpoint', kib(largestForm)],
];

const reading: Rows = [
  ['Role', 'Files in an hour', 'Files in a day', 'Searches in an hour'],
  ...Object.entries(readingLimits).map(([role, one]) => [
    `\`${role}\``,
    one.filesPerHour,
    one.filesPerDay,
    one.searchesPerHour,
  ]),
];

const traces: Rows = [
  ['Trace', 'What it tells, in the words of the screen'],
  ...Object.entries(auditTypes).map(([type, label]) => [`\`${type}\``, label]),
];

const all: Readonly<Record<string, Rows>> = {
  tries,
  passwords,
  sessions,
  roles,
  tables,
  data,
  files,
  reading,
  traces,
  retention: [
    ['Traces are kept', 'Value'],
    ['unless the tenant says otherwise (6 to 36 months)', `${defaultRetention} months`],
  ],
};

const drawn = ([head, ...rows]: Rows): string =>
  [head!, head!.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The page, with its tables drawn anew. */
export const withTables = (page: string): string =>
  page.replaceAll(/<!-- (\w+) -->\n[^]*?<!-- end -->/g, (_whole, name: string) => {
    if (!(name in all)) throw new Error(`server/SECURITY.md asks for a table nobody draws: ${name}`);
    return `<!-- ${name} -->\n\n${drawn(all[name]!)}\n\n<!-- end -->`;
  });

/** Sources of the server, without tests, their helpers and the demonstration. */
export const serverSources = (): { file: string; text: string }[] =>
  globSync('server/src/**/*.ts', { cwd: root })
    .filter((file) => !/\.test(kit|db)?\.ts$|\/testing\/|\/demo\//.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

if (import.meta.main) process.stdout.write(withTables(readFileSync(securityPage, 'utf8')));
