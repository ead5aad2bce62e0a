import { afterAll, beforeAll, inject } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Config } from '../../server/src/config.ts';
import { startDemonstration, type Demonstration, type Mode } from './demonstration.ts';
import { launchBrowser, watchedPage, type Watch } from './support.ts';

/** Milliseconds of a journey on a machine that does three other things. */
export const timeout = 180_000;

/** Where journeys are played: one installation, one portal and one browser for all of a file. */
export class Stage {
  readonly mode: Mode;
  #demonstration: Demonstration | undefined;
  #browser: Browser | undefined;

  private constructor(mode: Mode) {
    this.mode = mode;
  }

  /** @param changes settings that are not those of the demonstration */
  static use(mode: Mode, changes: Partial<Config> = {}): Stage {
    const stage = new Stage(mode);
    beforeAll(async () => {
      [stage.#demonstration, stage.#browser] = await Promise.all([
        startDemonstration(inject('clusterUrl'), mode, changes),
        launchBrowser(),
      ]);
    }, timeout);
    afterAll(async () => {
      await stage.#browser?.close();
      await stage.#demonstration?.close();
    }, timeout);
    return stage;
  }

  get demonstration(): Demonstration {
    return this.#demonstration!;
  }
  get browser(): Browser {
    return this.#browser!;
  }

  /** A browser of its own, where somebody has signed in, on a page not loaded yet. */
  async seat(
    person?: string,
    viewport?: { width: number; height: number },
  ): Promise<{ context: BrowserContext; page: Page; watch: Watch }> {
    const opened = await watchedPage(this.browser, viewport);
    if (person !== undefined) await this.demonstration.signIn(opened.context, person);
    return opened;
  }
}
