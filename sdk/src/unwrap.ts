import { connectionLost, errorOf } from './errors.ts';

interface Reply {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** A reply that succeeded. */
export interface Result<T> {
  readonly data: T;
  /** Version of the group read or written, to change it with; empty when it has none. */
  readonly etag: string;
  readonly requestId: string;
}

/** The data of a reply, or the typed error of a refusal. Branches on `ok`: the error of an empty 500 is undefined. */
export async function unwrap<R extends Reply>(
  call: Promise<R>,
): Promise<Result<Exclude<R['data'], undefined>>> {
  let reply: R;
  try {
    reply = await call;
  } catch (error) {
    // A page of a proxy in place of the reply
    if (error instanceof SyntaxError) throw connectionLost(undefined, error);
    throw error;
  }
  const { response } = reply;
  if (!response.ok) throw errorOf(response, reply.error);
  return {
    data: reply.data as Exclude<R['data'], undefined>,
    etag: response.headers.get('etag') ?? '',
    requestId: response.headers.get('x-request-id') ?? '',
  };
}

/** The data alone, for what has no version. */
export const dataOf = async <R extends Reply>(call: Promise<R>) => (await unwrap(call)).data;

/** A versioned record under its own name, beside the ETag to change it with. */
export type Versioned<Name extends string, T> = { readonly [K in Name]: T } & Omit<Result<T>, 'data'>;

export async function versioned<Name extends string, R extends Reply>(
  name: Name,
  call: Promise<R>,
): Promise<Versioned<Name, Exclude<R['data'], undefined>>> {
  const { data, ...rest } = await unwrap(call);
  return { [name]: data, ...rest } as Versioned<Name, Exclude<R['data'], undefined>>;
}
