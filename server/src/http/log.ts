const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof levels)[number];

/** What may be logged: codes, counts, durations and ids of calls. Never a value of a person, a body or an address. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  (level: Exclude<LogLevel, 'silent'>, event: string, fields?: LogFields): void;
}

/** One JSON object a line on standard error. */
export const jsonLog =
  (least: LogLevel, write: (line: string) => void = (line) => process.stderr.write(line)): Log =>
  (level, event, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
  };
