/** The code of a failure below, wherever it was wrapped: a state of SQL, or a code of Node. */
export const codeOf = (error: unknown): string | undefined => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? undefined : codeOf(cause);
};

/** Whether the failure may be over soon: no connection, a lock, a lack of room, a database that restarts. */
export const isPassing = (error: unknown): boolean =>
  /^(08...|53...|57P0.|57014|55P03|40001|40P01|25P0.|CONNECT.*|CONNECTION.*|ECONN.*|EPIPE)$/.test(
    codeOf(error) ?? '',
  );

/** Whether a connection that stood was cut. */
export const isDisconnection = (error: unknown): boolean =>
  /^(57P0[12]|25P0[34]|CONNECTION_.*|ECONNRESET|EPIPE)$/.test(codeOf(error) ?? '');
