import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { id, Scene } from './reminders.scene.ts';
import { returnKind } from './reminders.reasons.ts';
import './reminders.ts';

describe('a reminder that came back', function () {
  this.timeout(30_000);
  let stage: HTMLElement;
  beforeEach(() => document.body.append((stage = document.createElement('main'))));
  afterEach(() => stage.remove());

  async function open(scene = new Scene()) {
    const changes: unknown[] = [];
    render(
      html`<lastria-reminders
        .session=${scene.open() as unknown as ElementSession}
        @lastria-reminders-changed=${({ detail }: CustomEvent) => void changes.push(detail)}
      ></lastria-reminders>`,
      stage,
    );
    const element = stage.querySelector('lastria-reminders')!;
    const text = (): string => read(element);
    const reads = (words: string): Promise<unknown> => until(() => text().includes(words), words);
    await reads('Mes messages');
    return { element, scene, changes, text, reads };
  }

  it('its address is corrected with the person’s agreement, by keyboard; the rest of the list stays', async () => {
    const { element, scene, changes, reads, text } = await open();
    await tabTo('Corriger l’adresse : MODÈLE Bruno');
    await play('Enter');
    await reads('Demandez à la personne l’adresse');
    await until(() => focusOf().includes('Adresse électronique'), 'focus is in the field');
    await expect(element).to.be.accessible();
    await play('Control+a', 'bruno', 'Enter');
    await reads('Ce n’est pas une adresse électronique.');
    await tabTo('Adresse électronique');
    await play('Control+a', 'bruno@exemple.fr');
    await tabTo('La personne est seule à lire');
    await play('Space');
    await tabTo('Noter l’accord et renvoyer');
    await play('Enter');
    await reads('L’adresse de MODÈLE Bruno est notée : son rappel va repartir.');
    expect(scene.sent.at(-1)).to.deep.equal({
      path: `PUT /appointments/${id(2)}/reminder/address`,
      body: { email: 'bruno@exemple.fr', readBy: 'personAlone', identityVersion: 4 },
    });
    await until(() => !text().includes('Non remis'), 'its line is gone');
    expect(text()).to.contain('EXEMPLE Odile').and.to.contain('FIGURE Jeanne');
    await until(() => focusOf().includes('Rappels à surveiller'), 'focus is near what was pressed');
    expect(changes).to.deep.equal([{ kind: 'corrected', id: id(2) }]);
  });

  it('the person is called instead, with what to heed; then it is dealt with', async () => {
    const scene = new Scene();
    scene.contact = { ...scene.contact, notAtHome: true };
    const { element, changes, reads, text } = await open(scene);
    await tabTo('Prévenir par téléphone : MODÈLE Bruno');
    await play('Enter');
    await reads('06 39 98 10 01');
    expect(text()).to.contain('ne doit pas être jointe à son domicile');
    await expect(element).to.be.accessible();
    await play('Escape');
    await until(() => focusOf().includes('Prévenir par téléphone : MODÈLE'), 'focus comes back');
    expect(changes).to.deep.equal([]);
    await play('Enter');
    await reads('La personne est prévenue');
    await tabTo('La personne est prévenue');
    await play('Enter');
    await reads('Le rappel de MODÈLE Bruno est traité');
    expect(scene.sent.at(-1)!.body).to.deep.equal({ decision: 'told' });
    expect(changes).to.deep.equal([{ kind: 'told', id: id(2) }]);
  });

  it('nothing is written there any more, in one press; the line then says what is next', async () => {
    const { changes, reads, text } = await open();
    await tabTo('Ne plus écrire à cette adresse : MODÈLE Bruno');
    await play('Enter');
    await reads('Plus aucun rappel ne part à cette adresse de MODÈLE Bruno.');
    await reads('Un rappel est revenu de cette adresse : plus rien n’y part.');
    expect(text()).not.to.contain('Non remis');
    expect(changes).to.deep.equal([{ kind: 'stopWriting', id: id(2) }]);
  });

  it('the file changed meanwhile: said, what was typed stays, and it is sent again', async () => {
    const { scene, changes, reads } = await open();
    await tabTo('Corriger l’adresse : MODÈLE Bruno');
    await play('Enter');
    await until(() => focusOf().includes('Adresse électronique'), 'focus is in the field');
    scene.contact = { ...scene.contact, identityVersion: 5 };
    await play('Control+a', 'bruno@exemple.fr', 'Enter');
    await reads('vient de changer');
    await tabTo('Noter l’accord et renvoyer');
    await play('Enter');
    await reads('son rappel va repartir');
    expect(scene.sent.at(-1)!.body).to.include({ email: 'bruno@exemple.fr', identityVersion: 5 });
    expect(changes).to.have.lengthOf(1);
  });

  const kinds: readonly [string | null, string][] = [
    ['5.1.1', 'address'],
    ['5.1.2', 'domain'],
    ['5.1.8', 'refused'],
    ['5.2.1', 'closed'],
    ['4.2.2', 'full'],
    ['5.4.7', 'unreachable'],
    ['5.7.1', 'refused'],
    ['5.5.0', 'other'],
    ['noRelay', 'other'],
    [null, 'other'],
  ];
  for (const [status, kind] of kinds)
    it(`${String(status)} means ${kind}`, () => expect(returnKind(status)).to.equal(kind));
});
