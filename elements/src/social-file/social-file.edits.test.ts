import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { ids } from '../testing/sample.ts';
import { scene } from './social-file.scene.ts';
import { uuid } from './testing/sample-configuration.ts';
import { file } from './testing/sample-file.ts';
import {
  clear,
  command,
  focused,
  focusOf,
  inside,
  open,
  play,
  read,
  tabTo,
  until,
  wide,
} from './testing/stage.ts';

describe('social file: what one changes', function () {
  // Each key crosses the wire of the browser: a journey of forty may take seconds on a busy machine.
  this.timeout(20_000);
  before(async () => {
    await setViewport(wide);
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('[+ Travail], typed and signed by keyboard: the timeline shows it, with focus', async () => {
    const server = scene();
    const { element, fired } = await open(server);
    await tabTo('Travail');
    await play('Enter');
    await until(() => focused().closest('lastria-tdm-editor, [role="combobox"], input'));
    expect(element.hasUnsavedChanges).to.equal(false);
    await until(() =>
      inside(element.shadowRoot!).some(
        (node) => node.localName === 'lastria-tdm-editor' && read(node).includes('Enregistrer'),
      ),
    );
    expect(
      read(inside(element.shadowRoot!).find((node) => node.localName === 'lastria-social-file-timeline')!),
    ).to.contain('Deux mois de retard');
    const editor = inside(element.shadowRoot!).find((node) => node.localName === 'lastria-tdm-editor')!;
    const added = await server.open().tdm.createEntry(ids.file, {
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-20',
      text: 'Le bailleur confirme.',
    });
    editor.dispatchEvent(
      new CustomEvent('lastria-entry-saved', {
        detail: { entryId: added.entry.id, fileId: ids.file, changed: false, next: false },
      }),
    );
    await until(() => focused().getAttribute('data-entry') === added.entry.id);
    expect(read(focused())).to.contain('Le bailleur confirme.');
    expect(fired.at(-1)).to.contain('"what":"entry"');
  });

  it('names a lead worker among those who follow the file; the one in place stays to be seen', async () => {
    const server = scene();
    const { json } = server;
    server.first = ({ method, path }) =>
      method === 'GET' && path.endsWith('/lead-workers')
        ? json({ items: [{ id: ids.colleague, displayName: 'Samir Roux', jobTitle: null }] })
        : undefined;
    const { element, text } = await open(server);
    await command('ch', 'Changer de référent');
    await until(() => focused().matches('input[role="combobox"]'));
    await until(() => server.callsTo('GET', /lead-workers$/).length === 1);
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Control' });
    await sendKeys({ press: 'Backspace' });
    await play('ArrowDown');
    const options = () =>
      inside(element.shadowRoot!)
        .filter((node) => node.matches('[role="option"]'))
        .map((node) => read(node));
    await until(() => options().length === 2);
    expect(options().join(' · ')).to.match(/Samir Roux/);
    expect(options().join(' · ')).to.match(/Claire Morel/);
    await play('Samir', 'ArrowDown', 'Enter', 'Enter');
    await until(() => text().includes('Suivi par Samir Roux'));
  });

  it('edits an answer in place, since a day, by keyboard; focus comes back to it', async () => {
    const { server } = await open();
    await tabTo('Situation familiale : Divorcé(e). Modifier');
    await play('Enter');
    await until(() => focused().matches('input[role="combobox"]'));
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Control' });
    await play('marié', 'ArrowDown', 'Enter', 'Enter');
    await until(() => focusOf().includes('Situation familiale : Marié(e). Modifier'));
    const [call] = server.callsTo('PATCH', /situation\/personal/);
    expect(call?.headers.get('if-match')).to.equal('"4"');
    expect((call?.body as { values: unknown }).values).to.deep.equal({
      'family-situation': { codes: ['marie'] },
    });
  });

  it('says that a value is not known or refused; missing fields are named by the meter', async () => {
    const { text, server } = await open();
    await tabTo('complète à 83 %');
    await until(() => text().includes('5 champs attendus renseignés sur 6'));
    expect(text()).to.contain('Il manque Principale ressource');
    await tabTo('Principale ressource');
    await play('Enter');
    await until(() => focused().matches('input[role="combobox"]'));
    await tabTo('Refus de répondre');
    await play('Enter');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => server.callsTo('PATCH', /situation\/rights/).length === 1);
    expect(
      (server.callsTo('PATCH', /situation\/rights/)[0]?.body as { values: unknown }).values,
    ).to.deep.equal({ 'main-income': { answer: 'refused' } });
  });

  it('E14: an answer changed in between shows both, and keeps the one chosen', async () => {
    const { server, text } = await open();
    await tabTo('Enfants à charge : 2. Modifier');
    await play('Enter');
    await until(() => focused().matches('input'));
    server.file = {
      ...server.file,
      situation: server.file.situation.map((group) =>
        group.code === 'personal'
          ? {
              ...group,
              version: 5,
              values: group.values.map((value) =>
                value.fieldCode === 'dependent-children' ? { ...value, value: { number: 4 } } : value,
              ),
            }
          : group,
      ),
    };
    await play('Backspace', '3', 'Enter');
    await until(() => text().includes('Réponse enregistrée entre-temps'));
    expect(text()).to.match(/entre-temps.* 4 .*Votre réponse 3/);
    await tabTo('Enregistrer la vôtre');
    await play('Enter');
    await until(() => focusOf().includes('Enfants à charge : 3. Modifier'));
  });

  it('closes with a reason, and opens again', async () => {
    const { element, text } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier'));
    await play('c', 'c');
    await until(() => focusOf().includes('Clôturer le dossier'));
    await play('Enter');
    await until(() => focused().matches('select'));
    await tabTo('Clôturer le dossier');
    await play('Enter');
    await until(() => text().includes('Choisissez le motif de clôture.'));
    await until(() => focused().matches('select'));
    await play('Objectif');
    await tabTo('Clôturer le dossier');
    await play('Enter');
    await until(() => text().includes('Clôturé le'));
    expect(text()).to.contain('Objectif atteint');
    expect(element.shadowRoot!.querySelector('#write')).to.equal(null);
  });

  it('changes the identity; somebody else did so in between: both are shown, field by field', async () => {
    const { server, text } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier l’identité'));
    await play('Enter');
    await until(() => focused().matches('input'));
    server.file = { ...server.file, identity: { ...server.file.identity, lastName: 'Durand', version: 4 } };
    await play('End', 's');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => text().includes('Quelqu’un d’autre vient de modifier'));
    expect(text()).to.match(/Nom d’usage\s+Durand\s+Duponts/);
    await tabTo('Enregistrer ma saisie');
    await play('Enter');
    await until(() => text().includes('DUPONTS Marie'));
    expect(server.file.identity.firstNames).to.equal('Marie');
  });

  it('voids a travail of one’s own with a reason; it stays legible', async () => {
    const { element, text } = await open();
    inside(element.shadowRoot!)
      .find((node): node is HTMLElement => node.matches(`[data-entry="${uuid(2)}"]`))!
      .focus();
    await tabTo('Annuler ce travail : Courrier au bénéficiaire');
    await play('Enter');
    await until(() => focused().matches('input'));
    await play('Doublon', 'Enter');
    await until(() => text().includes('Doublon') && text().includes('Travail annulé'));
    expect(focusOf()).to.contain('Courrier au bénéficiaire');
  });

  it('gives a demande its outcome; the last message takes it back', async () => {
    const { server, text } = await open();
    await until(() => text().includes('Demandes ouvertes · 3'));
    await tabTo('Impayé de loyer');
    await play('Enter');
    await until(() => focused().matches('select'));
    await play('ArrowDown', 'ArrowDown', 'ArrowUp', 'Aboutie');
    expect(server.callsTo('PATCH', /requests/), 'nothing while one walks through the list').to.deep.equal([]);
    await play('Enter');
    await until(() => text().includes('Demandes ouvertes · 2'));
    expect(focusOf(), 'the settled one leaves: focus goes to the next').to.contain('Renouvellement de RQTH');
    expect(server.callsTo('PATCH', /requests/)[0]?.body).to.deep.equal({ outcome: 'aboutie' });
    expect(text()).to.contain('Impayé de loyer : Aboutie');
    expect(text()).to.contain('2 demandes terminées');
    await play('Control+z');
    await until(() => text().includes('Demandes ouvertes · 3'));
  });

  it('opens a closed file again, with a reason and not without', async () => {
    const { server, text } = await open(
      scene({
        file: {
          ...file,
          status: 'closed',
          closedOn: '2026-11-20',
          closeReason: 'demenagement',
          can: { ...file.can, writeFollowUp: false, changeIdentity: false, transfer: false },
        },
      }),
    );
    expect(text()).to.contain('Clôturé le 20/11/2026 · Déménagement');
    await command('ro', 'Rouvrir le dossier');
    await until(() => focused().matches('input'));
    await play('Enter');
    await until(() => text().includes('Indiquez pourquoi le dossier est rouvert.'));
    await play('Revient au service', 'Enter');
    await until(() => text().includes('Dossier rouvert'));
    expect(server.callsTo('POST', /reopen$/).map(({ body }) => body)).to.deep.equal([
      { reason: 'Revient au service' },
    ]);
    expect(text()).to.contain('Ouvert');
  });

  it('notes somebody of the entourage; another person changed the same one: both are shown', async () => {
    const { server, text } = await open();
    await tabTo('Modifier Odile Martin');
    await play('Enter');
    await until(() => focused().matches('input'));
    const before = server.file.relatives[1]!;
    server.file = {
      ...server.file,
      relatives: [server.file.relatives[0]!, { ...before, kind: 'Tante', version: 2 }],
    };
    await play('End', ' adoptive', 'Enter');
    await until(() => text().includes('Quelqu’un d’autre vient de modifier'));
    expect(text()).to.match(/Lien\s+Tante\s+Mère adoptive/);
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => server.file.relatives[1]?.kind === 'Mère adoptive');
    expect(server.callsTo('PATCH', /relatives/).map(({ headers }) => headers.get('if-match'))).to.deep.equal([
      '"1"',
      '"2"',
    ]);
  });

  it('removes a warning, and puts it back; an expiry is shown with it', async () => {
    const { server, text } = await open();
    expect(text()).to.contain('RQTH à échéance · jusqu’au 12/03/2027');
    await command('g', 'Gérer les icônes');
    await until(() => text().includes('Ajouter une icône'));
    await tabTo('Retirer RQTH à échéance');
    await play('Enter');
    await until(() => text().includes('RQTH à échéance retirée'));
    await play('Control+z');
    await until(() => server.file.flags.length === 2);
    expect(server.callsTo('POST', /flags$/)[0]?.body).to.deep.equal({
      flagCode: 'rqth-echeance',
      expiresOn: '2027-03-12',
    });
  });
});
