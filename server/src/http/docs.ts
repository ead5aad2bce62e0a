import { html, raw } from 'hono/html';
import type { Hono } from 'hono';
import type { RequestVariables } from './request.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly additionalProperties?: boolean | Schema;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}
interface OperationDoc {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
      }
    >
  >;
}
interface Contract {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags?: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDoc>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** The contract, readable: one page without script, under a policy that allows nothing but its own style sheet. */
export function mountDocs(app: Hono<{ Variables: RequestVariables }>, contract: string): void {
  let page: string | undefined;
  app.get('/docs', async (c) => {
    page ??= String(await render(JSON.parse(contract) as Contract));
    return c.html(page, 200, { 'content-security-policy': policy });
  });
  app.get('/docs.css', (c) =>
    c.body(style, 200, { 'content-type': 'text/css', 'cache-control': 'max-age=3600' }),
  );
}

type Html = ReturnType<typeof html>;

function render(contract: Contract): Html {
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, one })),
  );
  const tags = contract.tags ?? [];
  const of = (tag: string) => operations.filter(({ one }) => one.tags?.[0] === tag);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${contract.info.title} ${contract.info.version}</title>
        <link rel="stylesheet" href="/docs.css" />
      </head>
      <body>
        <header>
          <h1>${contract.info.title} <small>${contract.info.version}</small></h1>
          <p>
            ${contract.info.description} The machine's form is at <a href="/openapi.json">/openapi.json</a>.
          </p>
        </header>
        <nav aria-label="Operations">
          ${tags.map(
            (tag) =>
              html`<h2>${tag.name}</h2>
                <ul>
                  ${of(tag.name).map(({ one }) => html`<li><a href="#${one.operationId}">${one.operationId}</a></li>`)}
                </ul>`,
          )}
        </nav>
        <main>
          ${tags.map(
            (tag) =>
              html`<section>
                <h2>${tag.name}</h2>
                <p>${tag.description}</p>
                ${of(tag.name).map((entry) => operation(contract, entry))}
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

function operation(
  contract: Contract,
  { path, method, one }: { path: string; method: string; one: OperationDoc },
): Html {
  const body = one.requestBody?.content['application/json']?.schema;
  return html`<article id="${one.operationId}">
    <h3>${one.operationId}</h3>
    <p class="address"><code>${method.toUpperCase()} ${path}</code></p>
    <p>${one.summary}.</p>
    ${one.description && one.description !== one.summary ? html`<p>${one.description}</p>` : ''}
    ${
      (one.parameters ?? []).length === 0
        ? ''
        : html`<h4>Parameters</h4>
            <dl>
              ${one.parameters!.map(
                (each) =>
                  html`<dt>
                      <code>${each.name}</code> <small>${each.in}${each.required ? '' : ', optional'}</small>
                    </dt>
                    <dd>
                      ${typeOf(each.schema ?? {})} ${each.description ?? each.schema?.description ?? ''}
                    </dd>`,
              )}
            </dl>`
    }
    ${
      body
        ? html`<h4>Body</h4>
            ${fields(contract, body, 0)}`
        : ''
    }
    <h4>Replies</h4>
    <dl>
      ${Object.entries(one.responses).map(([status, reply]) => {
        const schema = reply.content?.['application/json']?.schema;
        return html`<dt><code>${status}</code> ${reply.description}</dt>
          <dd>
            ${
              schema
                ? html`<details>
                    <summary>${typeOf(schema)}</summary>
                    ${fields(contract, schema, 0)}
                  </details>`
                : ''
            }
          </dd>`;
      })}
    </dl>
  </article>`;
}

const resolve = (contract: Contract, schema: Schema): Schema =>
  schema.$ref ? (contract.components.schemas[schema.$ref.split('/').at(-1)!] ?? {}) : schema;

/** Deeper than this a reader follows the names. */
const deepest = 3;

function fields(contract: Contract, schema: Schema, depth: number): Html | string {
  const whole = resolve(contract, schema);
  const inner = whole.items ? resolve(contract, whole.items) : whole;
  if (!inner.properties || depth > deepest) return html`<p>${typeOf(schema)} ${whole.description ?? ''}</p>`;
  const required = new Set(inner.required ?? []);
  return html`<dl>
    ${Object.entries(inner.properties).map(([name, each]) => {
      const known = resolve(contract, each);
      const nested =
        known.properties ?? (known.items ? resolve(contract, known.items).properties : undefined);
      return html`<dt>
          <code>${name}</code> <small>${typeOf(each)}${required.has(name) ? '' : ', optional'}</small>
        </dt>
        <dd>
          ${each.description ?? known.description ?? ''}${nested ? fields(contract, each, depth + 1) : raw('')}
        </dd>`;
    })}
  </dl>`;
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!;
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(' or ');
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'anything');
  return [
    type,
    schema.format && `(${schema.format})`,
    schema.maxLength !== undefined && `≤ ${schema.maxLength}`,
    schema.enum?.join(' | '),
  ]
    .filter(Boolean)
    .join(' ');
}

const style = `
:root { color-scheme: light dark; --ink: #17202e; --muted: #566174; --line: #dfe4eb; --surface: #fff; --accent: #2451c7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --muted: #a9b4c4; --line: #2c3644; --surface: #171d27; --accent: #8fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--surface); display: grid; grid-template-columns: 260px minmax(0, 1fr); gap: 0 32px; padding: 24px; }
header { grid-column: 1 / -1; border-bottom: 1px solid var(--line); margin-bottom: 16px; }
nav { position: sticky; top: 16px; align-self: start; max-height: calc(100vh - 32px); overflow: auto; font-size: 14px; }
nav h2 { font-size: 13px; color: var(--muted); margin: 16px 0 4px; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a, a { color: var(--accent); }
h1 small { color: var(--muted); font-weight: 400; }
article { border-top: 1px solid var(--line); padding: 16px 0; max-width: 80ch; }
h3 { margin: 0; } h4 { margin: 16px 0 4px; font-size: 14px; color: var(--muted); }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
dl { margin: 0 0 0 12px; } dt { margin-top: 6px; } dd { margin: 0 0 0 16px; color: var(--muted); } small { color: var(--muted); }
summary { cursor: pointer; min-height: 24px; }
@media (max-width: 760px) { body { grid-template-columns: minmax(0, 1fr); padding: 12px; } nav { position: static; max-height: none; } }
`;
