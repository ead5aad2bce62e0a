import { readFile } from 'node:fs/promises';
import { transform, type Plugin } from 'esbuild';
import ts from 'typescript';

/**
 * The templates of our elements without what only their readers need: indentation, comments of style sheets. No bundler
 * looks inside a template, and they are half of what an element weighs.
 */
export const compactTemplates: Plugin = {
  name: 'compact-templates',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]elements[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: await compacted(await readFile(path, 'utf8')),
      loader: 'ts',
    })),
};

/** A run of source, and what stands there instead. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A module, its `html`, `svg` and `css` templates compacted; all else stays as it was. */
export async function compacted(source: string): Promise<string> {
  if (!/\b(?:html|svg|css)`/.test(source)) return source;
  const edits: Promise<readonly Edit[]>[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag))
      edits.push(editsOf(node.tag.text, piecesOf(node.template, source)));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', source, ts.ScriptTarget.ES2022));
  const all = (await Promise.all(edits)).flat().toSorted((a, b) => b.from - a.from);
  return all.reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);
}

/** The static runs of a template, as they are written between its backticks and holes. */
function piecesOf(template: ts.TemplateLiteral, source: string): Edit[] {
  const literals = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  return literals.map((literal) => {
    const from = literal.pos + source.slice(literal.pos, literal.end).search(/[`}]/) + 1;
    const to = literal.end - (source.endsWith('${', literal.end) ? 2 : 1);
    return { from, to, text: source.slice(from, to) };
  });
}

async function editsOf(tag: string, pieces: readonly Edit[]): Promise<readonly Edit[]> {
  const texts = pieces.map(({ text }) => text);
  const compact = tag === 'css' ? await css(texts) : tag === 'html' || tag === 'svg' ? markup(texts) : texts;
  return pieces.map((piece, index) => ({ ...piece, text: compact[index]! }));
}

/** One space for each run of white space, none before the end of a tag; what is quoted stays. */
export function markup(texts: readonly string[]): readonly string[] {
  // A comment may hold anything
  if (texts.some((text) => text.includes('<!--'))) return texts;
  let inTag = false;
  let quote = '';
  return texts.map((text) =>
    text.replaceAll(/[ \t\r\n]+|["']|<(?=[\w/])|>/g, (found, at: number) => {
      if (quote) {
        if (found === quote) quote = '';
        return found;
      }
      if (found === '<') inTag = true;
      else if (found === '>') inTag = false;
      else if (found === '"' || found === "'") quote = inTag ? found : '';
      else return inTag && /^\/?>/.test(text.slice(at + found.length)) ? '' : ' ';
      return found;
    }),
  );
}

const hole = (index: number): string => `lastria-hole-${index}`;

/** As esbuild writes a style sheet; one it does not give back with the same holes stays as it was. */
async function css(texts: readonly string[]): Promise<readonly string[]> {
  const sheet = texts.reduce((before, text, index) => {
    // Where a rule or a declaration could begin, the hole stands for some of them
    const whole = /(?:^|[{};])\s*(?:\/\*.*?\*\/\s*)*$/s.test(before);
    return `${before}${whole ? `@${hole(index)};` : hole(index)}${text}`;
  });
  const { code } = await transform(sheet, { loader: 'css', minify: true, logLevel: 'silent' });
  const parts = code
    .trim()
    .replaceAll(/@(lastria-hole-\d+);?/g, '$1')
    .split(/lastria-hole-(\d+)/);
  const holes = parts.filter((_, index) => index % 2 === 1);
  const kept = parts.filter((_, index) => index % 2 === 0);
  const same = holes.length === texts.length - 1 && holes.every((name, index) => Number(name) === index + 1);
  return same && !/[`\\]|\$\{/.test(code) ? kept : texts;
}
