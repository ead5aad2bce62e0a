import { expect } from '@open-wc/testing';
import { rooms } from './agenda.sample.ts';
import { focusOf, inside, node, open, play, press, stage, staged, tabTo, until } from './testing.ts';

/** A colour as the browser paints it. */
function painted(colour: string): [number, number, number] {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = painted(colour)
    .map((one) => one / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const edge = (one: Element): string => getComputedStyle(one).borderInlineStartColor;
const entries = (): HTMLElement[] =>
  inside(stage).filter((one): one is HTMLElement => one instanceof HTMLElement && one.matches('.entry'));

describe('motives and rooms in the agenda', function () {
  staged(this);

  for (const view of ['week', 'month', 'list', 'team-week'] as const)
    it(`the edge of an appointment has the colour of its motive, ${view}; its words stay`, async () => {
      const { reads } = await open({ view });
      await reads('MARTIN Jean');
      const [teal, plain] = [node('.entry', 'MARTIN Jean')!, node('.entry', 'DUPONT Marie')!];
      expect(teal.classList.contains('motive-teal')).to.equal(true);
      expect(edge(teal)).not.to.equal(edge(plain));
      // The same ground: the agenda is that of one worker
      expect(getComputedStyle(teal).backgroundColor).to.equal(getComputedStyle(plain).backgroundColor);
      expect(`${teal.ariaLabel ?? ''} ${teal.textContent}`).to.contain('Point téléphonique');
    });

  it('each colour stands out of the ground of each worker, by day and by night', async () => {
    const { element, reads } = await open({ view: 'week' });
    await reads('MARTIN Jean');
    const [one] = entries() as [HTMLElement];
    const low: string[] = [];
    for (const theme of ['neutre', 'etat', 'sombre'] as const) {
      element.setAttribute('theme', theme);
      for (const colour of ['blue', 'green', 'ochre', 'pink', 'teal', 'red'])
        for (let who = 0; who < 6; who++) {
          one.className = `entry who-${who} motive-${colour}`;
          const { backgroundColor, borderInlineStartColor } = getComputedStyle(one);
          const found = contrast(borderInlineStartColor, backgroundColor);
          if (found < 3) low.push(`${theme} ${colour} on ${who}: ${found.toFixed(2)}`);
        }
    }
    expect(low).to.deep.equal([]);
    // Control: the ground itself would be told
    expect(contrast('rgb(200 210 220)', getComputedStyle(one).backgroundColor)).not.to.equal(1);
    one.className = 'entry who-0 motive-unknown';
    const known = edge(one);
    one.className = 'entry who-0';
    expect(edge(one), 'a colour that is not known here changes nothing').to.equal(known);
  });

  it('a room too small is told before saving, and refuses nothing', async () => {
    const { element, scene, reads, text } = await open();
    await reads('Réunion d’équipe');
    node('.entry', 'Réunion d’équipe')!.click();
    await press('Modifier');
    await tabTo('Salle');
    await play('Bu');
    await reads('La salle Bureau nord compte 1 place pour 2 participants.');
    expect(text()).to.contain('À savoir');
    await expect(element).to.be.accessible();
    await press('Enregistrer');
    await until(() => focusOf().includes('Ce rendez-vous'), 'which of the series');
    await play('Enter');
    await until(() => scene.sent.some(({ method }) => method === 'PATCH'), 'it is saved all the same');
    expect(scene.sent.findLast(({ method }) => method === 'PATCH')!.body).to.deep.equal({
      roomId: rooms.north,
    });
  });

  it('a slot is looked for in a room large enough', async () => {
    const { scene, reads } = await open();
    await press('Trouver un créneau');
    await reads('Nombre de personnes');
    await tabTo('Nombre de personnes');
    await play('2', 'Tab');
    await reads('Aucune salle connue n’est assez grande.');
    await tabTo('Nombre de personnes');
    await play('Control+a', '1', 'Tab');
    await until(() => !stage.textContent.includes('Aucune salle connue'));
    await play('Bu');
    await press('Chercher');
    await reads('2 créneaux possibles');
    expect(scene.sent.findLast(({ path }) => path === '/agenda/slots')!.body).to.deep.include({
      roomIds: [rooms.north],
      places: 1,
    });
  });
});
