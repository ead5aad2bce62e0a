import PostalMime from 'postal-mime';
import { openMail } from '../../../mail/mail.ts';
import { expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { testKeyring } from '../../../testing/cluster.ts';
import { openRelay } from '../../../testing/relay.ts';
import type { TestStaff } from '../../../testing/tenant.ts';
import { agendaScene } from '../agenda.testkit.ts';
import type { Appointment } from '../agenda.schema.ts';
import { Reminders } from './reminder.keeper.ts';

/** A clock that a test moves. */
export class TestClock {
  now = new Date('2026-11-20T08:00:00Z');
  readonly read = (): Date => this.now;
  to(instant: string): void {
    this.now = new Date(instant);
  }
  add(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }
}

/** The application with a clock, and a real mail server. */
export async function startReminding(faults?: Parameters<typeof openRelay>[0]) {
  const clock = new TestClock();
  const relay = await openRelay(faults);
  const mail = openMail({ smtpUrl: relay.url, from: 'ne-pas-repondre@messages.example' });
  const running = await startTestApp({ clock: clock.read, mail });
  return {
    clock,
    relay,
    mail,
    running,
    /** Messages that left while something was done. */
    async left(work: () => Promise<unknown>) {
      const before = relay.received.length;
      await work();
      return relay.received.slice(before);
    },
    async close() {
      await running.close();
      mail.close();
      await relay.close();
    },
  };
}
export type Reminding = Awaited<ReturnType<typeof startReminding>>;

export const settings = {
  enabled: true,
  daysBefore: 2,
  template: 'usual',
  sender: null,
  attachesCalendar: false,
};

export const keeperOn = (
  running: TestApp,
  { clock, mail }: Pick<Reminding, 'clock' | 'mail'>,
  published: (tenantId: string) => void = () => undefined,
) =>
  new Reminders({
    database: running.database,
    keyring: testKeyring,
    mail,
    clock: clock.read,
    publicOrigin: 'https://lastria.example',
    published,
  });

export interface Listed {
  readonly items: {
    readonly appointmentId: string;
    readonly state: string;
    readonly reason: string | null;
    readonly receipt: string | null;
    readonly version: number;
  }[];
  readonly nextCursor: string | null;
}

/** A unit that reminds people two days before, a person who agreed, and how to look at it all. */
export async function remindingScene(reminding: Reminding, options: { timeZone?: string } = {}) {
  const { running, clock } = reminding;
  const scene = await agendaScene(running, { ...options, now: clock.read });
  const { tenant, north, ask } = scene;
  const administrator = await tenant.staff('ADMINISTRATOR');
  await expectJson(
    await ask(administrator, `/v1/agenda/reminders/settings/${north}`, 'PUT', settings, 0),
    200,
  );
  /** The same person, signed in at this moment. */
  const now = async (who: TestStaff): Promise<TestStaff> => ({
    id: who.id,
    ...(await tenant.session(who.id)),
  });
  const agreed = async (email: string | null = 'marie@example.fr', choice: object = {}) => {
    const fileId = await tenant.file(north, { email });
    await expectJson(
      await ask(
        await now(scene.secretary),
        `/v1/files/${fileId}/reminders`,
        'PUT',
        { agrees: true, ...choice },
        0,
      ),
      200,
    );
    return fileId;
  };
  const keeper = keeperOn(running, reminding);
  const page = async (query = '', who: TestStaff = scene.secretary): Promise<Response> =>
    ask(await now(who), `/v1/agenda/reminders${query}`);
  return {
    ...scene,
    administrator,
    now,
    agreed,
    keeper,
    round: () => keeper.round(tenant.id),
    /** An appointment of the worker's with a person who agreed. */
    async agreedOn(startsAt: string, more: object = {}) {
      const fileId = await agreed();
      return scene.booked(await now(scene.worker), { fileId, startsAt, ...more });
    },
    look: async (id: string) =>
      (await expectJson<Appointment>(await ask(await now(scene.secretary), `/v1/appointments/${id}`), 200))
        .reminder,
    page,
    listed: async (who?: TestStaff) => (await expectJson<Listed>(await page('', who), 200)).items,
    decide: async (id: string, version: number, decision: string, who: TestStaff = scene.secretary) =>
      ask(await now(who), `/v1/appointments/${id}/reminder/decision`, 'POST', { decision }, version),
  };
}

/** What somebody who holds the bytes of a message reads: as they are, and as a mail program shows them. */
export async function allOf(raw: string): Promise<string> {
  const parsed = await PostalMime.parse(raw);
  const files = parsed.attachments.map(({ content }) =>
    typeof content === 'string' ? content : new TextDecoder().decode(content),
  );
  return [raw, parsed.subject, parsed.text, parsed.html, ...files].join('\n').toLowerCase();
}
