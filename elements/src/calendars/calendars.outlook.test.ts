import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, inside } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { aLink, changedIds, connected, consent, Scene } from './calendars.scene.ts';
import { open, staged } from './testing.ts';

const untied = (more = {}): Scene => Object.assign(new Scene(), { link: aLink(more) });
const callsTo = ({ sent }: Scene): string[] =>
  sent.map(
    ({ path, body }) => `${path.replace('/agenda/calendar-link/', '')} ${JSON.stringify(body ?? null)}`,
  );

/** The window of Microsoft's, as the browser gives it, or keeps it from opening. */
class FakeWindow {
  opener: unknown = window;
  closed = false;
  readonly location = { href: 'about:blank' };
  close(): void {
    this.closed = true;
  }
}
const { open: realOpen } = window;
function windowsOpen(given: FakeWindow | null): void {
  window.open = () => given as unknown as Window | null;
}

describe('my calendars: Outlook', function () {
  staged(this);
  afterEach(() => (window.open = realOpen));

  it('says what is read and what is written before one agrees, and ties at the level chosen', async () => {
    const { scene, changes, clock, text, reads } = await open(untied());
    for (const words of [
      'Ni l’objet, ni le lieu, ni les participants.',
      'Outlook n’envoie aucun courriel.',
      'Par exemple : « Occupé »',
      'Par exemple : « Entretien – Odile Exemple »',
    ])
      expect(text()).to.contain(words);
    const given = new FakeWindow();
    windowsOpen(given);
    await tabTo('Par exemple : « Occupé »');
    await play('ArrowDown');
    await tabTo('Relier mon agenda Outlook');
    await play('Enter');
    await reads('Terminez dans la fenêtre de Microsoft');
    expect([given.location.href, given.opener]).to.deep.equal([consent, null]);
    expect(callsTo(scene)).to.deep.equal(['level {"level":"initials"}', 'connect null']);
    // Nothing yet: it goes on waiting
    await clock.pass(10_000);
    expect(text()).to.contain('Terminez dans la fenêtre');
    scene.next = connected({ state: 'connecting', syncedAt: null, level: 'initials' });
    dispatchEvent(new Event('focus'));
    await reads('Lastria termine la liaison avec Microsoft');
    scene.next = connected({ syncedAt: null, level: 'initials' });
    await clock.pass(20_000);
    await reads('Votre agenda Outlook est relié.');
    await reads('La première synchronisation est en cours.');
    expect(changes).to.deep.equal([
      { kind: 'outlook', status: 'connecting' },
      { kind: 'outlook', status: 'connected' },
    ]);
    // Once tied, nothing is asked any more
    scene.next = aLink();
    await clock.pass(60_000);
    expect(text()).to.contain('est relié');
  });

  it('offers the page of Microsoft as a link when the browser keeps the window, and gives up after ten minutes', async () => {
    const { clock, reads, text } = await open(untied());
    windowsOpen(null);
    await tabTo('Relier mon agenda Outlook');
    await play('Enter');
    await reads('Votre navigateur a retenu la fenêtre de Microsoft.');
    await until(() => focusOf().includes('Ouvrir la page de Microsoft'), 'focus is on the link');
    await clock.pass(11 * 60_000);
    await reads('La demande a expiré au bout de dix minutes.');
    expect(text()).to.contain('Relier mon agenda Outlook');
  });

  it('closes the window it opened when it cannot begin', async () => {
    const { scene, reads } = await open(untied());
    const given = new FakeWindow();
    windowsOpen(given);
    scene.instead.set('POST /agenda/calendar-link/connect', [refusals.broken]);
    await tabTo('Relier mon agenda Outlook');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    expect(given.closed).to.equal(true);
  });

  it('says how the link stands, and what to do when Microsoft does not answer or refuses', async () => {
    const late = await open(
      Object.assign(new Scene(), { link: connected({ syncedAt: '2026-11-22T09:00:00Z' }) }),
    );
    await late.reads('Boîte : claire.morel@valmont.example');
    await late.reads('Outlook ne répond plus depuis quelque temps');
    expect(late.text()).to.contain('dim. 22 nov. 2026 à 10 h 00');
    // The control: read a few minutes ago
    const fine = await open();
    expect(fine.text()).not.to.contain('ne répond plus');
    const refused = await open(untied({ state: 'toReconnect', mailbox: 'claire.morel@valmont.example' }));
    await refused.reads('Microsoft n’accepte plus cette liaison');
    await refused.reads('Relier de nouveau');
    await refused.reads('Votre mot de passe a changé, votre accord a été retiré, ou');
    await expect(refused.element).to.be.accessible();
  });

  it('says why Microsoft refuses when it tells', async () => {
    const { reads, text } = await open(untied({ state: 'toReconnect', reason: 'consent_required' }));
    await reads('Votre accord, ou celui de votre établissement, a été retiré.');
    expect(text()).not.to.contain('Votre mot de passe a changé');
  });

  it('offers no level the tenant forbids, and says who decides', async () => {
    const { element, text } = await open(untied({ allowedLevels: ['busy'] }));
    const radios = inside(element.shadowRoot!).filter(
      (node): node is HTMLInputElement => node instanceof HTMLInputElement && node.name === 'level',
    );
    expect(radios.map(({ disabled }) => disabled)).to.deep.equal([false, true, true]);
    expect(text()).to.contain('Votre établissement ne le permet pas');
    await expect(element).to.be.accessible();
    // The control: where all are allowed
    expect((await open()).text()).not.to.contain('ne le permet pas');
  });

  it('tells what was changed in Outlook, and puts it back as it stands here', async () => {
    const toCheck = [
      { appointmentId: changedIds[0], what: 'moved' },
      { appointmentId: changedIds[1], what: 'gone' },
    ];
    const { scene, reads, text } = await open(Object.assign(new Scene(), { link: connected({ toCheck }) }));
    await reads('2 rendez-vous ont été changés dans Outlook');
    await reads('mar. 24 nov. 2026 à 14 h 00 · déplacé dans Outlook');
    await reads('Un rendez-vous que vous ne pouvez plus lire · supprimé dans Outlook');
    await tabTo('Les remettre dans Outlook');
    await play('Enter');
    await reads('Ils sont remis dans Outlook tels qu’ils sont ici.');
    expect(text()).not.to.contain('ont été changés dans Outlook');
    expect(callsTo(scene)).to.deep.equal(['write-again null']);
  });

  it('saves another level when asked, not while one looks at it', async () => {
    const { scene, reads, text } = await open();
    expect(text()).not.to.contain('Enregistrer ce choix');
    await tabTo('Par exemple : « Occupé »');
    await play('ArrowDown', 'ArrowDown');
    await reads('Des noms de personnes accompagnées sortiraient de Lastria');
    expect(scene.sent).to.deep.equal([]);
    await tabTo('Enregistrer ce choix');
    await play('Enter');
    await reads('vos rendez-vous sont réécrits dans Outlook');
    expect(callsTo(scene)).to.deep.equal(['level {"level":"full"}']);
    expect(text()).not.to.contain('Enregistrer ce choix');
  });

  it('is undone with what becomes of the appointments chosen, and followed to its end', async () => {
    const { scene, clock, reads } = await open();
    await tabTo('Séparer d’Outlook');
    await play('Enter');
    await reads('Dans Lastria, vos rendez-vous ne changent pas.');
    expect(focusOf()).to.contain('Rester relié');
    await tabTo('Retirer d’Outlook mes rendez-vous à venir');
    await play('ArrowDown');
    await tabTo('Séparer d’Outlook');
    await play('Enter');
    await reads('Lastria retire ce qu’elle a écrit dans Outlook');
    expect(callsTo(scene)).to.deep.equal(['disconnect {"keepEvents":true}']);
    await clock.pass(11 * 60_000);
    await reads('C’est plus long que d’habitude');
    scene.next = aLink();
    await tabTo('Voir où elle en est');
    await play('Enter');
    await clock.pass(5_000);
    await reads('Votre agenda est séparé d’Outlook.');
    await reads('Relier mon agenda Outlook');
  });
});
