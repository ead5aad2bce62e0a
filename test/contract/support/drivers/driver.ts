import type { ContractOperation } from '../contract.ts';
import type { Scene } from '../scene.ts';

/** What a valid call of an operation takes. */
export interface Drive {
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The bytes of a call that sends some. */
  readonly raw?: string | Uint8Array;
  /** The ETag of the record changed, when it is not its first. */
  readonly version?: string;
}

/** What an operation asks beyond its schema; others are driven from it alone. */
export interface Particular {
  readonly params?: (scene: Scene) => Promise<Record<string, string>>;
  readonly body?: (scene: Scene, params: Drive['params']) => unknown;
  /** What its address must say beside the record. */
  readonly query?: (scene: Scene) => Readonly<Record<string, string>>;
  /** The bytes it sends. */
  readonly raw?: () => Uint8Array;
  /** The version to build on, when it is not the first. */
  readonly version?: (scene: Scene) => string | Promise<string>;
}

/** How the operations of a feature are driven. */
export interface FeatureDrivers {
  /** Records for its addresses, by the last thing each names. */
  readonly records: Readonly<
    Record<string, (scene: Scene, one: ContractOperation) => Promise<Record<string, string>>>
  >;
  /** By name of operation. */
  readonly operations: Readonly<Record<string, Particular>>;
}
