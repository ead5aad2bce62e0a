import { Problem } from '../../../http/problem.ts';
import { WorkRefused, type Work, type Works } from '../../../jobs/work.ts';
import { factsFirst } from '../facts.service.ts';
import { freezeAsAsked, freezeKind } from './activity-report.service.ts';

/**
 * Freezes a report, chapter after chapter, all in one transaction: its figures are of one moment, and either all of it is
 * frozen or nothing is. Stopped, its statement is cancelled; killed, it begins again; frozen already, it has ended.
 */
const freezing: Work = {
  async run(run) {
    await run.first(factsFirst);
    await run
      .enter((ctx) =>
        freezeAsAsked(ctx, run.job.subjectId, (done, total) => run.progress('computing', done, total)),
      )
      .catch((error: unknown) => {
        throw error instanceof Problem ? new WorkRefused(error.detail) : error;
      });
    return async () => undefined;
  },
};

export const freezeWorks: Works = { [freezeKind]: freezing };
