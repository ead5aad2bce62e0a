import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { scene } from './social-file.scene.ts';
import { file, secretaryFile } from './testing/sample-file.ts';
import { life } from './testing/sample-history.ts';
import { clear, command, focusOf, open, play, tabTo, until, wide } from './testing/stage.ts';

describe('social file: what it said, and who looks', function () {
  // Each key crosses the wire of the browser: a journey of forty may take seconds on a busy machine.
  this.timeout(20_000);
  before(async () => {
    await setViewport(wide);
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('from a value, by keyboard: before, after, by whom, since when', async () => {
    const { element, server, text } = await open();
    await tabTo('Statut : En arrêt de travail. Modifier');
    await play('Enter');
    await tabTo('Historique : Statut');
    await play('Enter');
    await until(() => text().includes('Historique · Statut'));
    await until(() => text().includes('Avant'));
    expect(text()).to.match(/Aujourd’hui : En arrêt de travail, depuis le 1 sept\. 2026/);
    expect(text()).to.match(
      /3 sept\. 2026.* · Claire Morel.*Avant En activité depuis le 2 mars 2025.*Après En arrêt de travail depuis le 1 sept\. 2026/,
    );
    const [call] = server.callsTo('GET', /history/);
    expect(new URL(call!.path, 'https://x.test').search).to.contain('field=professional-status');
    await expect(element).to.be.accessible();
    await play('Escape');
    await until(() => focusOf().includes('Historique : Statut'));
  });

  it('of the whole file, and of the identity with phones as people write them', async () => {
    const { text } = await open();
    await command('h', 'Historique');
    await until(() => text().includes('Statut Avant'));
    expect(text()).to.match(/Statut Avant En activité/);
    expect(text()).to.match(/Samir Roux Téléphone Avant 06 39 98 10 77 Après 06 39 98 10 01/);
    expect(text()).to.match(/Commune Avant Rien de noté Après Nîmes/);
  });

  it('openings and closings with their reasons, lead workers and warnings, in words', async () => {
    const server = scene();
    server.history.push(...life);
    const { text } = await open(server);
    await command('h', 'Historique');
    await until(() => text().includes('La personne revient'));
    expect(text()).to.match(/4 mai 2026 à .* · Claire Morel Dossier rouvert Motif : La personne revient/);
    expect(text()).to.match(/2 févr\. 2026 à .* · Samir Roux Dossier clôturé Motif : Objectif atteint/);
    // Brought from elsewhere: the day alone is known
    expect(text()).to.match(/2 mars 2025 · Claire Morel Dossier ouvert/);
    expect(text()).to.match(/Icône du dossier Avant Rien de noté Après Urgent/);
    expect(text()).to.match(/Référent du dossier Avant Samir Roux Après Claire Morel/);
  });

  it('who only reads reaches it from the value', async () => {
    const { text } = await open(
      scene({ file: { ...file, can: { ...file.can, writeFollowUp: false, changeIdentity: false } } }),
    );
    await tabTo('Statut : En arrêt de travail. Historique');
    await play('Enter');
    await until(() => text().includes('Avant En activité'));
  });

  it('nothing was changed: it says so', async () => {
    const server = scene();
    server.history.splice(0);
    const { text } = await open(server);
    await command('h', 'Historique');
    await until(() => text().includes('Rien n’a été modifié depuis la première saisie.'));
  });

  it('why one sees it: one’s own rights, their way, reason and end', async () => {
    const { element, text } = await open();
    await command('p', 'Pourquoi ai-je accès ?');
    await until(() => text().includes('Ces droits vous l’ouvrent'));
    expect(text()).to.match(
      /Travailleur social Sur ce dossier seul Remplacement · depuis le lun. 2 nov. 2026 à 9 h 00 · jusqu’au jeu. 31 déc. 2026 à 23 h 59 Motif : Remplacement de Samir Roux · accordé par Paul Renard/,
    );
    expect(text()).to.match(
      /Sur l’entité Hôpital › Personnel Droit habituel · depuis le .* · sans date de fin/,
    );
    expect(text()).to.contain('Seuls vos propres droits figurent ici.');
    await expect(element).to.be.accessible();
  });

  it('a secretary has both, for what she sees', async () => {
    const { text, server } = await open(scene({ file: secretaryFile }));
    await command('h', 'Historique');
    await until(() => text().includes('Téléphone'));
    expect(server.callsTo('GET', /history/)).to.have.lengthOf(1);
    await play('Escape');
    await until(() => focusOf().includes('Autres actions'));
  });
});
