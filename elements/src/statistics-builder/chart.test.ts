import { expect, nextFrame } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import type { StatisticsTable } from '@lastria/sdk';
import { withForcedColours } from '../ui/forced-colours.testkit.ts';
import { plain, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { chartMessages } from './chart.messages.ts';
import { figure, several, tableOf } from './chart.sample.ts';
import { drawn, kindIn, wordsOf } from './chart.testkit.ts';
import { figureText } from './figures.ts';
import { drawingOf, kindsOf, type Drawing } from './parts/chart.drawing.ts';
import { lookIn } from './parts/chart.look.ts';
import type { StatisticsChart } from './parts/chart.ts';

let stage: HTMLElement;
const draw = (table: StatisticsTable, kind: string, more = {}): Promise<StatisticsChart> =>
  drawn(stage, table, kind, more);
const textsOf = ({ cells, measures }: StatisticsTable): string[] =>
  cells.flatMap(({ values, before }) =>
    [values, ...before].flat().map((one, at) => figureText(one, measures[at] ?? measures[0]!, chartMessages)),
  );
const wide = (chart: StatisticsChart): number[] =>
  [...chart.renderRoot.querySelectorAll<SVGGraphicsElement>('.drawing svg path')]
    .filter((path) => getComputedStyle(path).fill === accentOf(chart))
    .map((path) => path.getBBox().width);
const accentOf = (chart: StatisticsChart): string =>
  getComputedStyle(chart.renderRoot.querySelector('.probe.s0')!).color;
const source = (chart: StatisticsChart): string =>
  (chart.renderRoot as ShadowRoot).innerHTML + (chart.getAttribute('style') ?? '');

describe('charts of statistics', function () {
  this.timeout(60_000);
  beforeEach(() => {
    stage = document.createElement('main');
    stage.style.width = '720px';
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  for (const [name, table] of Object.entries(several))
    it(`writes the figures of its table, and no other: ${name}`, async () => {
      const chart = await draw(table, kindIn(name));
      const drawing = drawingOf(table, kindIn(name), chartMessages) as Drawing;
      const told = new Set(textsOf(table));
      for (const { points } of drawing.series)
        for (const { text } of points) expect(told.has(text) || text === '0', text).to.equal(true);
      const heading = new Set([...drawing.categories, ...drawing.series.map((one) => one.name)]);
      for (const word of drawing.categories)
        expect(drawing.isTime || wordsOf(chart).join(' ').includes(word.split(' ')[0]!), word).to.equal(true);
      expect(heading.size).to.be.greaterThan(1);
      await expect(chart).to.be.accessible();
    });

  it('draws bars as long as their figures', async () => {
    const chart = await draw(tableOf([several.bar!.axes[0]!], [[100], [50], [25], [200]]), 'bar');
    const [first, second, third, fourth] = await until(() => {
      const found = wide(chart).filter((width) => width > 0);
      return found.length >= 4 ? found : false;
    });
    expect(fourth! / first!).to.be.closeTo(2, 0.02);
    expect(first! / second!).to.be.closeTo(2, 0.02);
    expect(second! / third!).to.be.closeTo(2, 0.04);
    expect(wordsOf(chart)).to.include.members(['100', '50', '25', '200']);
  });

  for (const [name, kind] of [
    ['bar', 'bar'],
    ['stackedBar', 'stackedBar'],
    ['stackedBar', 'heatmap'],
    ['line', 'line'],
    ['line', 'bar'],
    ['pyramid', 'pyramid'],
    ['months', 'stackedBar'],
  ] as const)
    it(`shows nothing of a masked figure: ${name} as ${kind}`, async () => {
      // A server that would forget to take the value away: nothing of it may be drawn
      const betrayed = (masked: boolean): StatisticsTable => ({
        ...several[name]!,
        cells: several[name]!.cells.map((cell) => ({
          ...cell,
          values: cell.values.map((one) => (one.masked ? { ...figure(76543), masked } : one)),
        })),
      });
      const chart = await draw(betrayed(true), kind);
      expect(source(chart)).not.to.match(/76.?543/);
      expect(read(chart)).to.include('masqué');
      expect(chart.renderRoot.querySelector('[role="img"]')!.ariaLabel).not.to.match(/76.?543/);
      // The axis does not tell it either: as long as without it
      const axis = wordsOf(chart).join(' ');
      const honest = await draw(several[name]!, kind);
      expect(wordsOf(honest).join(' ')).to.equal(axis);
      // Control: given, it is read
      const control = await draw(betrayed(false), kind);
      expect(`${source(control)} ${control.renderRoot.querySelector('[role="img"]')!.ariaLabel}`).to.match(
        /76.?543/,
      );
    });

  it('says what is masked when one points at it, in the words of the table', async () => {
    const chart = await draw(several.heatmap!, 'heatmap');
    const hatched = [...chart.renderRoot.querySelectorAll('.drawing svg path')].find((path) =>
      path.getAttribute('fill')?.startsWith('url('),
    )!;
    const { x, y } = hatched.getBoundingClientRect();
    for (const by of [4, 6])
      await sendMouse({ type: 'move', position: [Math.round(x) + by, Math.round(y) + by] });
    await until(() => wordsOf(chart).some((word) => word.endsWith(': masqué')), 'its tooltip');
  });

  it('describes itself, and sends to the table', async () => {
    const chart = await draw(several.bar!, 'bar');
    expect(plain(chart.renderRoot.querySelector('[role="img"]')!.ariaLabel!)).to.equal(
      'Barres : Demandes, par catégorie. Le moins, 14 (Non renseigné) ; le plus, 1 167 (Handicap et reconnaissance de la qualité de travailleur handicapé). Toutes les valeurs sont dans le tableau.',
    );
    expect(read(chart)).to.include('1 valeur masquée, en hachures');
  });

  it('follows the colours and the width of the page', async () => {
    const chart = await draw(several.bar!, 'bar', { theme: 'neutre' });
    const fills = (): string[] =>
      [...chart.renderRoot.querySelectorAll('.drawing svg path')].map((path) => path.getAttribute('fill')!);
    const light = fills();
    chart.setAttribute('theme', 'sombre');
    await until(() => fills().join() !== light.join(), 'dark colours');
    stage.style.width = '320px';
    await until(() => chart.renderRoot.querySelector('.drawing svg')!.clientWidth <= 320, 'the new width');
    expect(stage.scrollWidth).to.be.at.most(320);
  });

  it('is drawn in the colours that changed, once they are all there', async () => {
    const chart = await draw(several.stackedBar!, 'stackedBar', { theme: 'neutre' });
    const colours = (): Set<string> => {
      const look = lookIn(chart.renderRoot);
      return new Set([
        ...Object.values(look.colours),
        ...look.shades.flatMap(({ fill, edge }) => [fill, edge]),
      ]);
    };
    const drawn = (): string[] => [
      ...new Set(
        [...chart.renderRoot.querySelectorAll('.drawing svg :is(text, path)')]
          .map((one) => one.getAttribute('fill') ?? '')
          .filter((fill) => fill.startsWith('rgb')),
      ),
    ];
    const strange = (): string[] => drawn().filter((fill) => !colours().has(fill));
    expect(drawn().length).to.be.greaterThan(3);
    expect(strange()).to.deep.equal([]);
    // So slow that what is read as they start is what was
    const probes = [...chart.renderRoot.querySelectorAll<HTMLElement>('.probe')];
    for (const probe of probes) probe.style.setProperty('transition', 'color 60s', 'important');
    const moving = (): Animation[] => probes.flatMap((probe) => probe.getAnimations());
    for (const accent of ['rgb(160, 0, 90)', 'rgb(0, 90, 160)']) {
      stage.style.setProperty('--lastria-accent', accent);
      await until(() => moving().length > 0, `${accent}: on their way`);
      // Drawn meanwhile, in the colours that were
      for (let frame = 0; frame < 3; frame += 1) await nextFrame();
      moving().forEach((one) => one.finish());
      await until(() => moving().length === 0 && strange().length === 0, `${accent}: the colours that were`);
    }
  });

  it('scrolls a heat map that does not hold, within its own place', async () => {
    stage.style.width = '320px';
    const chart = await draw(several.heatmap!, 'heatmap');
    const place = await until(() => chart.renderRoot.querySelector<HTMLElement>('.place[tabindex="0"]'));
    expect(place.scrollWidth).to.be.greaterThan(place.clientWidth);
    expect(stage.scrollWidth).to.be.at.most(320);
  });

  it('stays legible with forced colours, and when it comes back on the page', async () => {
    const chart = await draw(several.stackedBar!, 'stackedBar');
    await withForcedColours(async () => {
      await expect(chart).to.be.accessible();
      const fills = new Set(
        [...chart.renderRoot.querySelectorAll('.drawing svg path')].map((path) => path.getAttribute('fill')),
      );
      expect(fills.size).to.be.greaterThan(2);
    });
    chart.remove();
    expect(chart.renderRoot.querySelector('.drawing svg')).to.equal(null);
    stage.append(chart);
    await until(() => chart.renderRoot.querySelector('.drawing svg text'), 'drawn again');
  });

  it('leaves to the table what a chart cannot show, and says so', async () => {
    const { axes } = several.bar!;
    const none = { axes: [], cells: [{ at: [], values: [figure(3)], before: [] }] };
    expect(drawingOf({ ...several.bar!, ...none }, 'bar', chartMessages)).to.deep.equal({
      none: 'dimensions',
    });
    expect(drawingOf(tableOf([axes[0]!], [[0], [0]]), 'bar', chartMessages)).to.deep.equal({ none: 'empty' });
    const many = tableOf(
      [
        {
          dimension: axes[0]!.dimension,
          items: Array.from({ length: 144 }, (_, at) => ({ code: `c${at}`, label: `Type ${at}` })),
        },
      ],
      Array.from({ length: 144 }, (_, at) => [at]),
    );
    const drawing = drawingOf(many, 'bar', chartMessages) as Drawing;
    expect(drawing.categories).to.have.length(30).and.to.include('Type 143');
    expect(drawing.aside.map(plain)).to.deep.equal([
      'Les 30 plus grandes valeurs sur 144 : le tableau les donne toutes.',
    ]);
    expect(kindsOf(several.pyramid!)).to.deep.equal(['stackedBar', 'bar', 'pyramid', 'heatmap']);
    expect(kindsOf(several.line!)).to.deep.equal(['line', 'bar']);
    // Means do not add up
    expect(kindsOf({ ...several.stackedBar!, measures: several.rate!.measures })).not.to.include(
      'stackedBar',
    );
  });

  it('lives under a strict content policy with trusted types: no violation', async () => {
    await setViewport({ width: 1000, height: 800 });
    const frame = document.createElement('iframe');
    frame.title = 'Page stricte';
    frame.width = '900';
    frame.height = '700';
    frame.src = '/strict/elements/src/statistics-builder/chart.strict';
    stage.append(frame);
    type Strict = Window & { lastriaStrict?: { violations: string[]; pictures: number[] } };
    const { violations, pictures } = await until(
      () => (frame.contentWindow as Strict | null)?.lastriaStrict,
      'the strict page',
    );
    expect(violations).to.deep.equal([]);
    expect(Math.min(...pictures)).to.be.greaterThan(3);
  });
});
