import postgres from 'postgres';

/** What a file holds, read behind the policies: what the screen did is counted here. */
export class FileRows {
  readonly #sql: postgres.Sql;
  readonly #fileId: string;

  constructor(databaseUrl: string, fileId: string) {
    this.#sql = postgres(databaseUrl, { max: 1 });
    this.#fileId = fileId;
  }

  close(): Promise<void> {
    return this.#sql.end();
  }

  /** Every row, as text: equal means the same to the bit, but for the version numbers not to give again. */
  async all(): Promise<string> {
    const tables = [
      'social_file',
      'work_entry',
      'work_entry_text',
      'work_entry_request',
      'work_entry_partner',
      'social_request',
      'support_action',
    ];
    const rows = await Promise.all(
      tables.map((table) =>
        this.#sql.unsafe(
          `select * from ${table} where ${table === 'social_file' ? 'id' : 'file_id'} = $1 order by 1, 2, 3`,
          [this.#fileId],
        ),
      ),
    );
    return JSON.stringify(rows, (name, value: unknown) => (name === 'spent_version' ? undefined : value));
  }

  /** By type of demande: travaux linked, moyens, and minutes split between the demandes of each travail. */
  async byRequest(): Promise<Record<string, readonly [entries: number, actions: number, minutes: number]>> {
    const rows = await this.#sql<{ type: string; entries: number; actions: number; minutes: number }[]>`
      select r.type_code as type,
             count(l.entry_id)::int as entries,
             (select count(*)::int from support_action a where a.request_id = r.id) as actions,
             coalesce(sum(e.minutes::numeric / n.links), 0)::float as minutes
        from social_request r
        left join work_entry_request l on l.request_id = r.id
        left join work_entry e on e.id = l.entry_id and e.voided_at is null
        left join (select entry_id, count(*) as links from work_entry_request group by entry_id) n on n.entry_id = e.id
       where r.file_id = ${this.#fileId}
       group by r.id, r.type_code`;
    return Object.fromEntries(
      rows.map(({ type, entries, actions, minutes }) => [type, [entries, actions, minutes]]),
    );
  }

  /** Travaux and links between travaux and demandes: one interview on three demandes is one travail and three links. */
  async totals(): Promise<{
    entries: number;
    links: number;
    actions: number;
    minutes: number;
    travel: number;
  }> {
    const [row] = await this.#sql<
      { entries: number; links: number; actions: number; minutes: number; travel: number }[]
    >`
      select count(*)::int as entries, sum(minutes)::int as minutes, coalesce(sum(travel_minutes), 0)::int as travel,
             (select count(*)::int from work_entry_request where file_id = ${this.#fileId}) as links,
             (select count(*)::int from support_action where file_id = ${this.#fileId}) as actions
        from work_entry where file_id = ${this.#fileId} and voided_at is null`;
    return row!;
  }
}
