import type postgres from 'postgres';

type Options = postgres.Options<Record<string, never>> & {
  readonly onnotify: (channel: string, payload: string) => void;
};

/**
 * Hears the notifications of a channel on a connection of its own, and takes it up again for as long as it is lost:
 * `ready` runs each time it hears (again), since something may have been said in between. Gives what ends it.
 */
export function listen(
  open: (options: Options) => postgres.Sql,
  channel: 'lastria_live',
  { hear, ready }: { hear: (payload: string) => void; ready: () => void },
): () => Promise<void> {
  let ended = false;
  let retry: NodeJS.Timeout | undefined;
  const again = () => {
    if (ended || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      void take();
    }, 1000).unref();
  };
  // Types are not asked for: nothing is read here, and a question under way when it ends would be left without answer.
  const sql = open({
    max: 1,
    fetch_types: false,
    max_lifetime: null,
    onclose: again,
    onnotify: (_channel, payload) => hear(payload),
  });
  async function take(): Promise<void> {
    try {
      await sql.unsafe(`listen ${channel}`);
      ready();
    } catch {
      again();
    }
  }
  void take();
  return async () => {
    ended = true;
    clearTimeout(retry);
    await sql.end({ timeout: 0 });
  };
}
