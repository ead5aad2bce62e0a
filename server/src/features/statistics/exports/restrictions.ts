import type { Context } from '../../../db/database.ts';
import { dimensionOf } from '../engine/compile.ts';
import { itemsOf } from '../engine/labels.ts';
import { rangesOf } from '../engine/question.ts';
import { ofDefinition } from '../questions.service.ts';
import type { Definition, RunOver } from '../statistics.schema.ts';

/** What a definition keeps of the values of its dimensions, in the words of the tenant: a file says it under its title. */
export async function restrictionsOf(ctx: Context, definition: Definition, over: RunOver): Promise<string[]> {
  const { question, catalogue } = await ofDefinition(ctx, definition, over);
  return Promise.all(
    question.only.map(async ({ dimension, codes }) => {
      const one = dimensionOf(catalogue, dimension);
      const items = await itemsOf(ctx, one, new Set(codes), rangesOf(question, 0));
      const kept = items.filter(({ code }) => codes.includes(code)).map(({ label }) => label);
      return `${one.label} : ${kept.join(', ')}`;
    }),
  );
}
