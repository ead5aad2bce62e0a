/** The house rules no published plugin knows: who may import whom, who may set the tenant, no silent exceptions. */
import path from 'node:path';
import type { Rule } from 'eslint';

const root = path.resolve(import.meta.dirname, '../..');
const workspaces = ['elements', 'sdk', 'server', 'openapi', 'stories', 'test'];

/** Allowed arrows between workspaces; `types` allows `import type` alone. Everything else is refused. */
const arrows: Record<string, Record<string, 'all' | 'types'>> = {
  elements: { sdk: 'all' },
  sdk: { openapi: 'types' },
  server: { openapi: 'all' },
  openapi: {},
  stories: { elements: 'all', sdk: 'all' },
  test: { elements: 'all', sdk: 'all', server: 'all', openapi: 'all', stories: 'all' },
};

/**
 * What a server feature shows to its neighbours. Its tables are shown to their tables (foreign keys) and stores
 * (joins), and elsewhere as types; only the feature itself writes in them (`own-tables`).
 */
const featureDoor = /\.(service\.ts|schema\.ts|json)$/;

type Place = { path: string; workspace: string; feature: string | undefined };

function placeOf(absolute: string): Place | undefined {
  const relative = path.relative(root, absolute).split(path.sep).join('/');
  const workspace = relative.split('/')[0] ?? '';
  if (!workspaces.includes(workspace)) return undefined;
  const feature = /^server\/src\/features\/([^/]+)/.exec(relative)?.[1] ?? elementFeature(relative);
  return { path: relative, workspace, feature };
}

/** Every folder of elements/src is a feature, except the ground all of them share. */
function elementFeature(relative: string): string | undefined {
  const folder = /^elements\/src\/([^/]+)\//.exec(relative)?.[1];
  return folder === 'core' || folder === 'ui' ? undefined : folder;
}

function targetOf(specifier: string, from: string): Place | undefined {
  if (specifier.startsWith('.')) return placeOf(path.resolve(path.dirname(from), specifier));
  const [, workspace, rest = ''] = /^@lastria\/([^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  return workspace ? placeOf(path.join(root, workspace, rest)) : undefined;
}

/** Why `from` may not import `to`, or undefined when it may. */
function refusal(from: Place, to: Place, typeOnly: boolean): string | undefined {
  if (from.workspace !== to.workspace) {
    const arrow = arrows[from.workspace]?.[to.workspace];
    if (arrow === undefined) return `${from.workspace} may not import ${to.workspace}`;
    if (arrow === 'types' && !typeOnly)
      return `${from.workspace} may import types alone from ${to.workspace}: use \`import type\``;
    return undefined;
  }
  if (to.feature === undefined || to.feature === from.feature) return undefined;
  if (/^elements\/src\/(core|ui)\//.test(from.path)) return `elements/src/core and ui know no feature`;
  if (from.path.startsWith('server/src/http/')) return `server/src/http knows no feature`;
  if (from.workspace !== 'server' || from.feature === undefined || from.path.endsWith('.test.ts'))
    return undefined;
  if (featureDoor.test(to.path)) return undefined;
  if (to.path.endsWith('.table.ts') && (typeOnly || /\.(table|store)\.ts$/.test(from.path))) return undefined;
  return `the feature ${from.feature} reaches ${to.feature} only through its service, its schema, or (a store) a join with its table`;
}

type ImportLike = {
  source?: { value?: unknown } | null;
  importKind?: string;
  exportKind?: string;
  specifiers?: { importKind?: string; exportKind?: string }[];
};

function isTypeOnly(node: ImportLike): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((s) => s.importKind === 'type' || s.exportKind === 'type');
}

const boundaries: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'imports follow the arrows of the architecture' },
  },
  create(context) {
    const from = placeOf(context.filename);
    // How a workspace's tools are set is no code of its own
    if (!from || /\.config\.m?[jt]s$/.test(context.filename)) return {};
    const check = (node: Rule.Node): void => {
      const { source } = node as ImportLike;
      if (typeof source?.value !== 'string') return;
      const to = targetOf(source.value, context.filename);
      const message = to && refusal(from, to, isTypeOnly(node as ImportLike));
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      // import('…').Name, in a type: never more than a type
      TSImportType(node: Rule.Node) {
        const { source } = node as ImportLike;
        const to = typeof source?.value === 'string' ? targetOf(source.value, context.filename) : undefined;
        const message = to && refusal(from, to, true);
        if (message) context.report({ node, message });
      },
    };
  },
};

/** Imports and seeds write whole files by thousands of rows, with one trace for the batch: no service verb does that. */
const bulkWriter = /^server\/src\/features\/imports\/[^/]+\.store\.ts$/;

/** A store may join a neighbour's table, never write in it: the neighbour's service does, with its rules and its audit. */
const ownTables: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], docs: { description: 'a table is written by its own feature alone' } },
  create(context) {
    const from = placeOf(context.filename);
    if (from && bulkWriter.test(from.path)) return {};
    const neighbours = new Map<string, string>();
    return {
      ImportDeclaration(node) {
        const to =
          typeof node.source.value === 'string' ? targetOf(node.source.value, context.filename) : undefined;
        if (!to?.path.endsWith('.table.ts') || !to.feature || to.feature === from?.feature) return;
        for (const specifier of node.specifiers) neighbours.set(specifier.local.name, to.feature);
      },
      CallExpression(node) {
        const {
          callee,
          arguments: [table],
        } = node;
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        if (!['insert', 'update', 'delete'].includes(callee.property.name)) return;
        // `staff`, or `tables.staff`
        const named = table?.type === 'MemberExpression' ? table.object : table;
        const owner = named?.type === 'Identifier' ? neighbours.get(named.name) : undefined;
        if (owner)
          context.report({ node, message: `this table belongs to ${owner}: ask its service to write in it` });
      },
    };
  },
};

/** SQL that would change who the database thinks is asking. Only `app.enter`, in server/src/db, may do that. */
const contextSql: [RegExp, string][] = [
  [/\bset_config\s*\(/i, 'set_config'],
  [/\bset\s+local\s+"?app"?\./i, 'SET LOCAL app.…'],
  [/(^|;)\s*(SET|set)\s+((SESSION|session|LOCAL|local)\s+)?(ROLE|role|SESSION|session)\b/, 'SET ROLE'],
  // Lower or upper case alone: « Set PORT to … » is a sentence
  [
    /(^|;)\s*(SET|set)\s+(?!(LOCAL|local|CONSTRAINTS|constraints|TRANSACTION|transaction)\b)[\w.]+\s*(=|\b(TO|to)\b)/,
    'session SET',
  ],
];

const tenantContext: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'the tenant context is set by app.enter alone' },
  },
  create(context) {
    const check = (node: Rule.Node, text: string): void => {
      const found = contextSql.find(([pattern]) => pattern.test(text));
      if (found)
        context.report({ node, message: `${found[1]}: context is set by withActor alone (server/src/db)` });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node as Rule.Node, node.value);
      },
      // Holes become «?», so that "update ${table} set a = 1" does not look like a statement of its own
      TemplateLiteral(node) {
        check(node as Rule.Node, node.quasis.map((quasi) => quasi.value.raw).join('?'));
      },
    };
  },
};

const explainedDisable: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'an exception to a rule says which rule and why' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const directive = /^\s*eslint-disable(?:-next-line|-line)?\b([^]*)$/.exec(comment.value);
          if (!directive || !comment.loc) continue;
          const [rules = '', reason = ''] = (directive[1] ?? '').split(/\s-{2,}\s/);
          if (rules.trim() && reason.trim()) continue;
          // Column -1 stands before the comment, which therefore cannot silence its own report
          const start = { line: comment.loc.start.line, column: -1 };
          context.report({
            loc: { start, end: start },
            message: 'name the rule and the reason: eslint-disable-next-line rule-name -- why',
          });
        }
      },
    };
  },
};

/**
 * French never parts a sign from its word: a no-break space after « and before » : ; ? ! % €. The sign stands before a
 * space, an end or other signs: « :hover » and « !important » are no French.
 */
const parted = /« | »| (?=[:;?!%€](?:[\s.,;)»…<'"`$]|\\n))/g;

/** Texts are French, in which a line must not begin with a sign. Written \u00a0, which is seen where it stands. */
const frenchSpaces: Rule.RuleModule = {
  meta: {
    type: 'problem',
    fixable: 'whitespace',
    schema: [],
    docs: {
      description: 'a no-break space stands before the signs of French, and inside its quotation marks',
    },
  },
  create(context) {
    const check = (node: Rule.Node): void => {
      const written = context.sourceCode.getText(node);
      const joined = written.replace(parted, (found) => found.replace(' ', '\\u00a0'));
      if (joined === written) return;
      context.report({
        node,
        message: 'a no-break space, \\u00a0, stands before : ; ? ! % € and inside « »',
        fix: (fixer) => fixer.replaceText(node, joined),
      });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node as Rule.Node);
      },
      TemplateElement: check,
    };
  },
};

export default {
  rules: {
    boundaries,
    'own-tables': ownTables,
    'tenant-context': tenantContext,
    'explained-disable': explainedDisable,
    'french-spaces': frenchSpaces,
  },
};
