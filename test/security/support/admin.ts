import postgres from 'postgres';

/** A connection that looks behind the policies; only tests hold one. */
export const openAdmin = (url: string, max = 1): postgres.Sql =>
  postgres(url, { max, onnotice: () => undefined });

class Undo extends Error {}

/** Runs `work` in a transaction that is always rolled back: faults can be planted in it and leave nothing. */
export async function rolledBack<T>(
  admin: postgres.Sql,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  let result: { value: T } | undefined;
  try {
    await admin.begin(async (tx) => {
      result = { value: await work(tx) };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return result!.value;
}
