import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { base, etat, neutre, type ColourRole, type Palette } from './tokens.ts';

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const grounds: ColourRole[] = ['surface', 'canvas', 'sunken'];
const pairs: [ColourRole, ColourRole][] = [
  ...(
    ['ink', 'ink-muted', 'ink-faint', 'accent', 'accent-hover', 'success', 'warning', 'danger'] as const
  ).flatMap((text) => grounds.map((ground): [ColourRole, ColourRole] => [text, ground])),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['danger-ink', 'danger'],
  ...(['accent', 'success', 'warning', 'danger'] as const).flatMap((role): [ColourRole, ColourRole][] => [
    [role, `${role}-soft`],
    ['ink', `${role}-soft`],
    ['ink-muted', `${role}-soft`],
  ]),
];

class Probe extends LitElement {
  static override styles = base;
}
customElements.define('tokens-probe', Probe);

const ink = async (markup: ReturnType<typeof html>): Promise<string> => {
  const probe = (await fixture(markup)).querySelector('tokens-probe')!;
  return getComputedStyle(probe).color;
};

describe('tokens', () => {
  const presets: Record<string, Palette> = { neutre, etat: { ...neutre, ...etat } };
  for (const [name, palette] of Object.entries(presets)) {
    for (const mode of [0, 1] as const) {
      it(`${name}, ${mode ? 'dark' : 'light'}: text ≥ 4.5, controls and focus ≥ 3`, () => {
        const low = [
          ...pairs.map(([text, ground]) => [text, ground, 4.5] as const),
          ...(['line-control', 'focus'] as const).flatMap((role) =>
            grounds.map((ground) => [role, ground, 3] as const),
          ),
        ]
          .map(([one, other, least]) => ({
            pair: `${one} on ${other}`,
            ratio: contrast(palette[one][mode], palette[other][mode]),
            least,
          }))
          .filter(({ ratio, least }) => ratio < least)
          .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
        expect(low).to.deep.equal([]);
      });
    }
  }

  it('takes a token set on any ancestor, and on the element', async () => {
    const host = document.createElement('div');
    host.style.setProperty('--lastria-ink', 'rgb(1, 2, 3)');
    host.append(document.createElement('tokens-probe'));
    expect(await ink(html`<div>${host}</div>`)).to.equal('rgb(1, 2, 3)');
  });

  it('keeps the theme of the element around', async () => {
    expect(await ink(html`<div><tokens-probe></tokens-probe></div>`)).to.equal('rgb(23, 32, 46)');
    expect(await ink(html`<div><tokens-probe theme="sombre"></tokens-probe></div>`)).to.equal(
      'rgb(232, 236, 242)',
    );
    const outer = await fixture<Probe>(html`<tokens-probe theme="etat"></tokens-probe>`);
    const inner = document.createElement('tokens-probe');
    outer.shadowRoot!.append(inner);
    expect(getComputedStyle(inner).color).to.equal('rgb(22, 22, 22)');
    outer.setAttribute('theme', 'sombre');
    expect(getComputedStyle(inner).color).to.equal('rgb(232, 236, 242)');
  });
});
