import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { compile } from '../../server/src/features/statistics/engine/compile.ts';
import { ofReport } from '../../server/src/features/statistics/questions.service.ts';
import type { Subject } from './subject.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Milliseconds of a statement: as one waits for it, and those in which its process had a processor, where that is told. */
export interface Spent {
  readonly waited: number;
  readonly worked: number;
}

/** What a process of the database has had of processors so far, in milliseconds; undefined where nobody tells. */
function processorOf(pid: number): number | undefined {
  const place = `/proc/${pid}/schedstat`;
  return existsSync(place) ? Number(readFileSync(place, 'utf8').split(' ')[0]) / 1e6 : undefined;
}

/** What a statement of this process takes: where others use the machine too, what it worked says more than what it waited. */
export async function spent(pid: number, work: () => PromiseLike<unknown>): Promise<Spent> {
  const [worked, from] = [processorOf(pid), performance.now()];
  await work();
  const waited = performance.now() - from;
  return { waited, worked: worked === undefined ? waited : processorOf(pid)! - worked };
}

/** The statement of a report, alone: what the engine makes of it, under the policies, as the operation sends it. */
export async function runStatement(subject: Subject, id: string, period: Period): Promise<Spent> {
  const call = { requestId: crypto.randomUUID(), now: new Date() };
  const found = await subject.database.withActor(subject.claims, 'read', call, async (ctx) => {
    const { question, catalogue } = await ofReport(ctx, id, { period });
    const statement = compile(ctx.actor.tenantId, question, catalogue);
    await ctx.tx.execute(sql`select app.set_counting()`);
    const [one] = await ctx.tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    return spent(one!.pid, () => ctx.tx.execute(statement));
  });
  if (!found) throw new Error('the session of the bench has ended');
  return found;
}
