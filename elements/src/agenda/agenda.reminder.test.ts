import { expect } from '@open-wc/testing';
import type { Appointment } from '@lastria/sdk/agenda';
import { ids } from '../testing/sample.ts';
import { appointment, id } from './agenda.sample.ts';
import { Scene } from './agenda.scene.ts';
import { node, open, play, stage, staged, until } from './testing.ts';
import { toldOf, type Reminding } from './parts/reminder.data.ts';

const friday = (more: Partial<Appointment> = {}): Appointment =>
  appointment(40, '2026-11-27T10:00', '2026-11-27T10:45', {
    fileId: ids.file,
    person: { lastName: 'Moreau', firstNames: 'Inès' },
    ...more,
  });
const reminderOf = (more: Partial<NonNullable<Appointment['reminder']>>) => ({
  reminder: {
    ...{ fileId: ids.file, wanted: true, state: 'planned', reason: null, at: null, version: 1 },
    ...more,
  },
});
const toggle = (): HTMLInputElement =>
  node('lastria-agenda-reminder')!.shadowRoot!.querySelector<HTMLInputElement>('input')!;

async function shown(one: Appointment, change: (scene: Scene) => void = () => undefined) {
  const scene = new Scene();
  scene.appointments = [one];
  change(scene);
  const opened = await open({ scene });
  await opened.reads('MOREAU');
  node('.entry', 'MOREAU')!.click();
  await opened.reads('Avec');
  return { ...opened, scene };
}

describe('the reminder of an appointment', function () {
  staged(this);

  it('says when it leaves; held back and asked again by its switch, by keyboard', async () => {
    const { element, scene, reads, text } = await shown(friday());
    await reads('Un rappel partira le mercredi 25 novembre.');
    await expect(element).to.be.accessible();
    expect(toggle().checked).to.equal(true);
    toggle().focus();
    await play('Space');
    await reads('Pas de rappel : écarté pour ce rendez-vous.');
    expect(text()).not.to.contain('partira');
    expect(scene.sent.at(-1)).to.deep.equal({
      method: 'PUT',
      path: `/appointments/${id(40)}/reminder`,
      body: { wanted: false },
    });
    await play('Space');
    await reads('Un rappel partira le mercredi 25 novembre.');
    expect(scene.appointments[0]!.reminder).to.include({ wanted: true, version: 2 });
  });

  it('was decided by somebody else meanwhile: said, the switch stands as it was, read again', async () => {
    const one = friday();
    const { scene, reads } = await shown(one);
    await reads('partira');
    scene.appointments = [{ ...one, ...reminderOf({ wanted: false, version: 4 }) }];
    toggle().click();
    await reads('vient de changer');
    expect(toggle().checked).to.equal(true);
    node('lastria-agenda-reminder')!.shadowRoot!.querySelector<HTMLElement>('.state button')!.click();
    await reads('écarté pour ce rendez-vous');
    await until(() => !toggle().checked, 'as it stands');
  });

  it('does not leave for who did not agree, and says so; what left is told with its time, without a switch', async () => {
    const { reads } = await shown(friday(), ({ reminding }) => (reminding.choice.reason = 'addressChanged'));
    await reads('Pas de rappel : l’adresse électronique a changé, l’accord est à redemander.');
    stage.replaceChildren();
    const sent = await shown(friday(reminderOf({ state: 'delivered', at: '2026-11-25T08:01:00.000Z' })));
    await sent.reads('Rappel remis le mercredi 25 novembre à 9 h 01.');
    expect(toggle()).to.equal(null);
    expect(sent.scene.sent).to.deep.equal([]);
  });

  it('leaves, and comes back, while one looks: said by itself', async () => {
    const one = friday();
    const { scene, reads } = await shown(one);
    await reads('partira');
    await until(() => scene.isHeard, 'it listens');
    const at = '2026-11-25T08:01:00.000Z';
    for (const [state, words] of [
      ['sent', 'Rappel envoyé le mercredi 25 novembre à 9 h 01.'],
      ['bounced', 'Rappel revenu le mercredi 25 novembre'],
    ] as const) {
      scene.appointments = [{ ...one, ...reminderOf({ state, at }) }];
      scene.happened(one.id);
      await reads(words);
    }
  });

  it('is of nobody in a meeting: nothing is said of it', async () => {
    const { text } = await shown(friday({ kind: 'meeting' }));
    await until(() => node('lastria-agenda-reminder'), 'there');
    expect(text()).not.to.contain('appel');
  });

  const settings = { enabled: true, daysBefore: 2, sendsMail: true };
  const agreed: Reminding = { settings, against: null };
  const cases: readonly [string, Partial<Appointment>, Reminding, string][] = [
    ['{"kind":"uncertain"}', reminderOf({ state: 'uncertain' }), {}, '2026-11-25T10:10'],
    ['{"kind":"none","why":"off"}', {}, { settings: { ...settings, enabled: false } }, '2026-11-20T10:00'],
    [
      '{"kind":"none","why":"noRelay"}',
      {},
      { settings: { ...settings, sendsMail: false } },
      '2026-11-20T10:00',
    ],
    ['{"kind":"none","why":"unconfirmed"}', { status: 'proposed' }, agreed, '2026-11-20T10:00'],
    [
      '{"kind":"none","why":"declined"}',
      reminderOf({ state: 'refused', reason: 'declined' }),
      {},
      '2026-11-28T10:00',
    ],
    // She agreed since the last try
    [
      '{"kind":"leaves","day":"2026-11-26"}',
      reminderOf({ state: 'refused', reason: 'declined' }),
      agreed,
      '2026-11-26T10:00',
    ],
    ['{"kind":"leaves","day":"2026-11-26"}', {}, agreed, '2026-11-25T20:00'],
    ['{"kind":"none","why":"tooLate"}', {}, agreed, '2026-11-27T08:00'],
    ['{"kind":"leavesIfAgreed","day":"2026-11-25"}', {}, { settings }, '2026-11-20T10:00'],
    ['{"kind":"retried"}', reminderOf({ reason: 'noRelay' }), agreed, '2026-11-25T10:00'],
    [
      '{"kind":"told","at":"2026-11-25T09:01"}',
      reminderOf({ state: 'told', at: '2026-11-25T08:01:00.000Z' }),
      agreed,
      '2026-11-25T10:10',
    ],
    ['undefined', {}, {}, '2026-11-28T10:00'],
  ];
  for (const [told, more, known, now] of cases)
    it(`at ${now}, with ${JSON.stringify({ ...more, ...known })}: ${told}`, () => {
      const one = friday(more);
      expect(String(JSON.stringify(toldOf(one, one.reminder, known, now)))).to.equal(told);
    });
});
