import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { createApp } from '../../server/src/app.ts';
import { chapterOf } from '../../server/src/features/statistics/files/named.ts';
import type { ReportSet } from '../../server/src/features/statistics/files/shape.ts';
import { documentOf } from '../../server/src/features/statistics/files/word.ts';
import { workbookOf } from '../../server/src/features/statistics/files/workbook.ts';
import type { ReportShown, Table } from '../../server/src/features/statistics/statistics.schema.ts';
import { openServices } from '../../server/src/open-services.ts';
import type { BenchCluster } from './bench-database.ts';
import { sizes, today, yearsBefore } from './data-set.ts';
import { atMost, figure, type Bench } from './harness.ts';
import { openSubject, type Subject } from './subject.ts';

const columns = ['act', 'day', 'unit', 'person', 'file', 'type', 'worker', 'minutes', 'sex', 'age'];
const mostLines = 100_000;

/** Files of figures, as people ask for them: forty reports in Word, the whole catalogue in Excel, lines by the hundred thousand. */
export async function exportsBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full, [
    'TEAM_MANAGER',
    'DATA_EXPORTER',
  ]);
  try {
    await documents(bench, subject);
    await lines(bench, subject);
  } finally {
    await subject.close();
  }
}

async function documents(bench: Bench, subject: Subject): Promise<void> {
  const period = {
    from: `${Number(today.slice(0, 4)) - 1}-01-01`,
    to: `${Number(today.slice(0, 4)) - 1}-12-31`,
  };
  const { items } = JSON.parse(await subject.call('/v1/reports')) as { items: ReportShown[] };
  const runnable = items.filter((one) => one.runnable);
  const chapters = [];
  for (const { id, chart } of runnable) {
    const body = { period };
    const table = JSON.parse(await subject.call(`/v1/reports/${id}/run`, { method: 'POST', body })) as Table;
    chapters.push(chapterOf(table, chart as never, { code: id }));
  }
  const set: ReportSet = { title: 'Rapport', client: 'Client', units: [], period, dataOn: today, chapters };
  const forty = { ...set, chapters: chapters.slice(0, 40) };
  const word = await timed(() => documentOf(forty));
  bench.report(
    figure('exports.word', word, 'ms', { goal: atMost(10_000), note: '40 reports, their charts included' }),
  );
  const excel = await timed(() => workbookOf(set));
  bench.report(
    figure('exports.excel', excel, 'ms', {
      goal: atMost(20_000),
      note: `${runnable.length} reports that run`,
    }),
  );
}

async function lines(bench: Bench, subject: Subject): Promise<void> {
  const { database, keyring, url } = subject;
  const blobDir = mkdtempSync(path.join(tmpdir(), 'lastria-bench-'));
  const services = openServices({ database, keyring, url, blobDir, log: () => undefined });
  const app = createApp({
    database,
    keyring,
    services,
    contract: '{}',
    log: () => undefined,
    rate: { perSecond: 1e9, burst: 1e9 },
  });
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const headers = { ...subject.headers, 'idempotency-key': crypto.randomUUID() };
    const sent = body
      ? {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
      : { headers };
    const response = await app.request(path, sent);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  try {
    services.jobs.start();
    // A year of this tenant: about a hundred thousand lines
    const period = { from: yearsBefore(1), to: today };
    const before = process.memoryUsage.rss();
    let peak = before;
    const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
    const from = performance.now();
    const { job } = await ask<{ job: { id: string } }>('/v1/statistics/row-exports', {
      columns,
      format: 'xlsx',
      period,
    });
    let read: { endedAt: string | null; done: number; status: string };
    do {
      await new Promise((next) => setTimeout(next, 50));
      read = await ask(`/v1/jobs/${job.id}`);
    } while (read.endedAt === null);
    clearInterval(sampling);
    if (read.status !== 'done') throw new Error(`the export of lines ended as ${read.status}`);
    const each = (performance.now() - from) / read.done;
    const bare =
      (await timed(() => bareWriter(Math.min(read.done, mostLines)))) / Math.min(read.done, mostLines);
    bench.report(
      figure('exports.lines', each * mostLines, 'ms', {
        reference: bare * mostLines,
        goal: atMost(1.3, 'ratio'),
        note: `100,000 lines of ${columns.length} columns, from ${read.done}; reference: the bare streaming writer of exceljs`,
      }),
    );
    bench.report(figure('exports.lines.memory', (peak - before) / 2 ** 20, 'MB', { goal: atMost(128) }));
  } finally {
    await services.jobs.close();
    rmSync(blobDir, { recursive: true, force: true });
  }
}

async function bareWriter(count: number): Promise<void> {
  const { default: Excel } = await import('exceljs');
  const stream = new Writable({ write: (_, __, done) => done() });
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet('Lignes');
  for (let at = 0; at < count; at += 1) {
    const person = `P-${at.toString(16).padStart(12, '0')}`;
    sheet
      .addRow([
        'Travail',
        new Date(0),
        'Entité Nord',
        person,
        person,
        'Entretien téléphonique',
        'C. Morel',
        30,
        'Féminin',
        40,
      ])
      .commit();
    if (at % 2000 === 0) await new Promise(setImmediate);
  }
  sheet.commit();
  await book.commit();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
