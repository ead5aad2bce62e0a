import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** What the hospital's sign-in remembers, in memory: it forgets everybody when the demonstration stops. */
export class HospitalMemory implements Adapter {
  /** By kind, then by identifier: the provider makes one of these for each kind. */
  static readonly #all = new Map<string, Map<string, Kept>>();
  readonly #kept: Map<string, Kept>;

  constructor(kind: string) {
    this.#kept = HospitalMemory.#all.get(kind) ?? new Map<string, Kept>();
    HospitalMemory.#all.set(kind, this.#kept);
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    for (const [one, { until }] of this.#kept) if (until < Date.now()) this.#kept.delete(one);
    this.#kept.set(id, { payload, until: Date.now() + expiresIn * 1000 });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#kept.get(id)?.payload;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...this.#kept.values()].find(({ payload }) => payload.uid === uid)?.payload;
  }

  /** For devices without a keyboard: the hospital has none. */
  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    if (kept) kept.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#kept) if (payload.grantId === grantId) this.#kept.delete(id);
  }
}
