import { describe, expect, it } from 'vitest';
import { compacted, markup } from './compact-templates.ts';

const sheet =
  "const part = css`\n  ${tokens}\n  /* why */\n  :host {\n    ${aliases}\n    color: red;\n  }\n  .a > .b:hover {\n    margin: 0 0 ${space};\n    content: 'a  b';\n  }\n`;";

describe('compacted templates', () => {
  it('lose their indentation; quoted values, words and their spaces stay', async () => {
    expect(
      await compacted(
        'const view = html`<p\n    class="a  b"\n    title=${one}\n    >Il a\n    ${two} ans</p\n  >\n  <br />`;',
      ),
    ).toBe('const view = html`<p class="a  b" title=${one}>Il a ${two} ans</p> <br/>`;');
  });

  it('are compacted inside each other, and what is not a template of ours stays', async () => {
    const source =
      "const a = html`<ul>\n  ${all.map((one) => html`<li\n  >${one ? `a\n  b` : '  '}</li>`)}\n</ul>`;";
    expect(await compacted(source)).toBe(
      "const a = html`<ul> ${all.map((one) => html`<li>${one ? `a\n  b` : '  '}</li>`)} </ul>`;",
    );
  });

  it('of style keep their holes where they stood', async () => {
    expect(await compacted(sheet)).toBe(
      'const part = css`${tokens}:host{${aliases}color:red}.a>.b:hover{margin:0 0 ${space};content:"a  b"}`;',
    );
  });

  it('of style that hold what a template would read otherwise stay as they were', async () => {
    const source = "const part = css`\n  .a::before {\n    content: '\\\\201C';\n  }\n`;";
    expect(await compacted(source)).toBe(source);
  });

  it('keep the space between two words that a hole parts, a sign of inequality, and a text with an apostrophe', () => {
    expect(markup(['<b>', "</b>  a < b, l'an  ", ' <i\n x="', '  ', '">  </i>'])).toEqual([
      '<b>',
      "</b> a < b, l'an ",
      ' <i x="',
      '  ',
      '"> </i>',
    ]);
  });
});
