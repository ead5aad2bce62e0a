import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code, pageOf, pageQuery } from '../../http/shapes.ts';
import { listPublications } from './diffusion/diffuse.service.ts';
import { listFilesBehind } from './diffusion/files.service.ts';
import { factsFirst } from './facts.service.ts';
import { presets } from './reports/presets.ts';
import { listReports, query, runReport } from './statistics.service.ts';
import { model, values } from './model.schema.ts';
import { contractedQuery, contractedTime } from './contracted.schema.ts';
import { readContractedTime } from './contracted.service.ts';
import { missing, missingQuery } from './missing.schema.ts';
import { readMissing } from './missing.service.ts';
import { readModel, readValues } from './model.service.ts';
import {
  filesInput,
  filesShown,
  name,
  presetShown,
  publicationShown,
  queryInput,
  reportRun,
  reportShown,
  table,
} from './statistics.schema.ts';

const twoModes =
  'In mode `internal`, for the service: small figures are not hidden. In mode `diffusion`, for anybody else: what is about too few persons is masked, with what would give it back; what is given is kept, and compared with what is asked next. Asked again over the same facts, it is the same publication. Disclosure: masking would not be enough.';

export const statisticsOperations = [
  operation({
    id: 'statistics.listReports',
    method: 'get',
    path: '/v1/reports',
    summary: 'The catalogue of reports: what each counts, and whether it runs today',
    reply: z
      .object({ items: z.array(reportShown), presets: z.array(presetShown) })
      .openapi('StatisticsReportList'),
    personal: false,
    handle: (ctx) =>
      Promise.resolve({
        body: {
          items: listReports(ctx),
          presets: presets.map((one) => ({ ...one, reports: [...one.reports] })),
        },
      }),
  }),
  operation({
    id: 'statistics.runReport',
    method: 'post',
    path: '/v1/reports/{reportCode}/run',
    summary: 'The figures of a report, for the service or for diffusion',
    description: `For whoever holds the statistics of the units asked. ${twoModes} A report that reads the security log is for whoever may search it, over days alone, in mode \`internal\`. Conflict: the report waits for a feature that is not there yet.`,
    params: z.strictObject({ reportCode: code.openapi({ example: 'A08' }) }),
    body: reportRun,
    reply: table,
    personal: true,
    readOnly: true,
    mayKeep: true,
    problems: ['conflict', 'disclosure'],
    first: factsFirst,
    handle: async (ctx, { params, body }) => ({ body: await runReport(ctx, params.reportCode, body) }),
  }),
  operation({
    id: 'statistics.readModel',
    method: 'get',
    path: '/v1/statistics/model',
    summary: 'What a question may be made of: what is counted, along what, under which conditions, and where',
    reply: model,
    personal: false,
    handle: async (ctx) => ({ body: await readModel(ctx) }),
  }),
  operation({
    id: 'statistics.readValues',
    method: 'get',
    path: '/v1/statistics/model/{dimension}/values',
    summary: 'The values a dimension may be kept to',
    params: z.strictObject({ dimension: name }),
    reply: values,
    personal: false,
    handle: async (ctx, { params }) => ({ body: await readValues(ctx, params.dimension) }),
  }),
  operation({
    id: 'statistics.readMissing',
    method: 'get',
    path: '/v1/statistics/missing',
    summary: 'What the files do not say, by the figures that answering would change',
    description:
      'Of the persons seen in the period, those of whom a field is not known, and the reports that read it. Counts only: no file is named.',
    query: missingQuery,
    reply: missing,
    personal: true,
    problems: ['not-found'],
    first: factsFirst,
    handle: async (ctx, { query: asked }) => ({ body: await readMissing(ctx, asked) }),
  }),
  operation({
    id: 'statistics.readContractedTime',
    method: 'get',
    path: '/v1/statistics/contracted-time',
    summary: 'The time sold to each entity, and the on-site sessions planned and held, by month',
    description:
      'For who answers for the team. What is sold stands in `contractedMinutes` of a unit, with its dates. Sessions are those of units whose agenda you read; travaux those counted for them.',
    query: contractedQuery,
    reply: contractedTime,
    personal: true,
    first: factsFirst,
    handle: async (ctx, { query: { year } }) => ({ body: await readContractedTime(ctx, year) }),
  }),
  operation({
    id: 'statistics.query',
    method: 'post',
    path: '/v1/statistics/query',
    summary: 'The figures of a question of your own, for the service or for diffusion',
    description: twoModes,
    body: queryInput,
    reply: table,
    personal: true,
    readOnly: true,
    mayKeep: true,
    problems: ['not-found', 'disclosure'],
    first: factsFirst,
    handle: async (ctx, { body }) => ({ body: await query(ctx, body) }),
  }),
  operation({
    id: 'statistics.files',
    method: 'post',
    path: '/v1/statistics/files',
    summary: 'The files behind a figure, of those you may open',
    description:
      'A figure that is masked, that is of units you hold no statistics on, or of nobody, answers the same: no file. A report that cannot run answers as when it is run.',
    body: filesInput,
    reply: filesShown,
    personal: true,
    readOnly: true,
    problems: ['conflict', 'not-found'],
    first: factsFirst,
    handle: async (ctx, { body }) => ({ body: await listFilesBehind(ctx, body) }),
  }),
  operation({
    id: 'statistics.publications',
    method: 'get',
    path: '/v1/statistics/publications',
    summary: 'What was diffused over the units you hold statistics on, latest first: no figure',
    query: z.strictObject(pageQuery),
    reply: pageOf(publicationShown).openapi('StatisticsPublicationPage'),
    personal: false,
    handle: async (ctx, { query: page }) => ({ body: await listPublications(ctx, page) }),
  }),
];
