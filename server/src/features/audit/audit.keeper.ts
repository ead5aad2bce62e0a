import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { codeOf } from '../../http/failure.ts';
import type { Log } from '../../http/log.ts';
import { openMail, type Mail } from '../../mail/mail.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { filePlace, giveAway, mailPlace, signState, type Owed, type Place } from './audit.checkpoint.ts';
import { openSigner } from './audit.note.ts';
import { Sealer } from './audit.sealer.ts';
import { tellOfFault, verifyDaily } from './audit.state.ts';
import { expireTraces } from './retention.service.ts';
import { watchReading } from './reading.service.ts';

/** Milliseconds between two looks for traces to chain. */
const sealEvery = 400;
const watchEvery = 20_000;
const expireEvery = 3_600_000;
/** Between two looks for chains not verified for a day. */
const verifyEvery = 600_000;

export interface KeeperOptions {
  readonly config: Pick<Config, 'checkpointFile' | 'checkpointMinutes' | 'smtpUrl' | 'mailFrom'>;
  readonly database: Database;
  readonly url: string;
  readonly keyring: Keyring;
  readonly log: Log;
  readonly clock?: () => Date;
  /** Something was published for this tenant, and committed. */
  readonly published?: (tenantId: string) => void;
}

/** Keeps the traces: chains them, gives their state away, verifies them, erases them at term; watches how much is read. */
export interface Keeper {
  start(): void;
  /** Chains what waits, gives its state away, and stops. */
  close(): Promise<void>;
}

export function openKeeper({ config, database, url, keyring, log, ...rest }: KeeperOptions): Keeper {
  const clock = rest.clock ?? (() => new Date());
  const sealer = new Sealer({ database, url, keyring, clock });
  const signer = openSigner(keyring);
  const mail: Mail | undefined =
    config.smtpUrl === '' ? undefined : openMail({ smtpUrl: config.smtpUrl, from: config.mailFrom });
  const places: Place[] = [
    ...(config.checkpointFile === '' ? [] : [filePlace(config.checkpointFile)]),
    ...(mail ? [mailPlace(mail, database, signer)] : []),
  ];
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const guarded = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const { name } = error as Error;
      log('warn', 'audit', { code: codeOf(error) ?? name });
    }
  };
  const everyTenant = async (work: (tenantId: string) => Promise<void>) => {
    for (const tenantId of await database.listTenants()) await guarded(() => work(tenantId));
  };
  const seal = () => guarded(async () => void (await sealer.sealAll()));
  let owed: Owed[] = [];
  const checkpointAll = () =>
    guarded(async () => {
      await everyTenant(async (tenantId) => {
        const note = await signState(sealer, signer, tenantId, clock());
        if (note !== undefined) owed.push(...places.map((place) => ({ place, tenantId, note })));
      });
      owed = await giveAway(owed, clock());
      for (const { place } of owed) log('warn', 'audit', { code: `CHECKPOINT_${place.name.toUpperCase()}` });
    });
  const watch = () =>
    guarded(() =>
      everyTenant(async (tenantId) => {
        if (await watchReading(database, sealer, tenantId, clock())) rest.published?.(tenantId);
      }),
    );
  const expire = () =>
    guarded(() => everyTenant((tenantId) => expireTraces(database, sealer, tenantId, clock())));
  const verify = () =>
    guarded(() =>
      everyTenant(async (tenantId) => {
        const finding = await verifyDaily(sealer, signer, tenantId, clock());
        if (!finding) return;
        await tellOfFault(database, tenantId, finding, clock());
        rest.published?.(tenantId);
        log('error', 'audit', { code: `CHAIN_${(finding.fault ?? 'strays').toUpperCase()}` });
      }),
    );

  const repeated = async (every: number, work: () => Promise<void>) => {
    while (!stopping.signal.aborted) {
      await work();
      await pause(every, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  return {
    start() {
      running = Promise.all([
        repeated(sealEvery, seal),
        repeated(config.checkpointMinutes * 60_000, checkpointAll),
        repeated(watchEvery, watch),
        repeated(expireEvery, expire),
        repeated(verifyEvery, verify),
      ]).then(() => undefined);
    },
    async close() {
      stopping.abort();
      await running;
      await seal();
      await checkpointAll();
      mail?.close();
      await sealer.close();
    },
  };
}
