import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { atMost, figure, missing, type Bench } from './harness.ts';

const root = new URL('../../', import.meta.url);
const elements = ['file-list', 'social-file', 'tdm-editor'];
const names = {
  sdk: 'size.sdk',
  all: 'size.threeElements',
  charts: 'size.charts',
  builder: 'size.statisticsBuilder',
  agenda: 'size.agenda',
  agendaWhole: 'size.agendaWhole',
} as const;
const charts = 'elements/src/statistics-builder/parts/chart.engine.ts';
const goals = {
  sdk: atMost(10),
  all: atMost(120),
  charts: atMost(210),
  builder: atMost(60),
  agenda: atMost(60),
  agendaWhole: atMost(60),
} as const;

/** What a page downloads, minified and compressed: kB of 1,000 bytes. */
export async function sizeBench(bench: Bench): Promise<void> {
  const exists = (path: string) => existsSync(new URL(path, root));
  bench.report(
    exists('sdk/src/index.ts')
      ? measured(
          names.sdk,
          await bundled(`export * from '@lastria/sdk';`),
          'kB gzip',
          goals.sdk,
          'every export',
        )
      : missing(names.sdk, 'kB gzip', goals.sdk, 'not built'),
  );
  const absent = elements.filter((name) => !exists(`elements/src/${name}/${name}.ts`));
  if (absent.length > 0) {
    bench.report(missing(names.all, 'kB gzip', goals.all, `not built: ${absent.join(', ')}`));
    return;
  }
  const imports = elements.map((name) => `import '@lastria/elements/${name}.js';`);
  const all = await bundled([...imports, `export { connect } from '@lastria/sdk';`].join('\n'));
  bench.report(
    measured(
      names.all,
      all,
      'kB gzip',
      goals.all,
      'first load: file list, social file, TDM editor, connect; one script, and what it imports at once',
    ),
  );
  bench.report(
    measured(
      names.builder,
      await bundled(`import '@lastria/elements/statistics-builder.js';`),
      'kB gzip',
      goals.builder,
      'alone, before its charts',
    ),
  );
  const imported = `import '@lastria/elements/agenda.js';`;
  const agenda = await bundled(imported);
  bench.report(measured(names.agenda, agenda, 'kB gzip', goals.agenda, 'first load, alone'));
  bench.report(whole(names.agendaWhole, agenda, goals.agendaWhole));
  bench.report(
    measured(
      names.charts,
      await bundled(`export * from '${fileURLToPath(new URL(charts, root))}';`),
      'kB gzip',
      goals.charts,
      'the drawing library, loaded with the first chart',
    ),
  );
  for (const [index, name] of elements.entries()) {
    bench.report(measured(`size.${name}`, await bundled(imports[index]!), 'kB gzip', undefined, 'alone'));
  }
}

interface Bundle {
  /** The entry and the chunks it imports statically. */
  readonly first: readonly Uint8Array[];
  /** The chunks that only come when asked for. */
  readonly later: readonly Uint8Array[];
}

const kilobytes = ({ length }: { readonly length: number }) => length / 1000;
const packed = (content: Uint8Array) => kilobytes(gzipSync(content, { level: 9 }));
/** As they travel: each packed by itself. */
const packedEach = (files: readonly Uint8Array[]) => files.reduce((sum, file) => sum + packed(file), 0);

function measured(
  name: string,
  { first, later }: Bundle,
  unit: string,
  goal: ReturnType<typeof atMost> | undefined,
  note: string,
) {
  const script = Buffer.concat(first);
  const brotli = kilobytes(brotliCompressSync(script)).toFixed(1);
  const more = later.length > 0 ? `; ${packedEach(later).toFixed(1)} kB gzip more on demand` : '';
  return figure(name, packed(script), unit, {
    ...(goal ? { goal } : {}),
    note: `${note}; ${kilobytes(script).toFixed(0)} kB minified, ${brotli} kB brotli${more}`,
  });
}

/** All that an element may ever load, each file packed by itself as it travels. */
function whole(name: string, { first, later }: Bundle, goal: ReturnType<typeof atMost>) {
  return figure(name, packedEach([...first, ...later]), 'kB gzip', {
    goal,
    note: `all included: ${packedEach(first).toFixed(1)} kB in ${first.length} files at first, ${packedEach(later).toFixed(1)} kB in ${later.length} on demand`,
  });
}

/** As a host would bundle it; what is loaded on demand is not part of the first load. */
async function bundled(source: string): Promise<Bundle> {
  const result = await build({
    stdin: {
      contents: source,
      resolveDir: fileURLToPath(new URL('stories/portal/', root)),
      loader: 'ts',
      sourcefile: 'entry.ts',
    },
    absWorkingDir: '/',
    outdir: '/out',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const { outputs } = result.metafile;
  const first = new Set<string>();
  const follow = (key: string) => {
    if (first.has(key)) return;
    first.add(key);
    for (const { path, kind } of outputs[key]!.imports)
      if (kind === 'import-statement' && outputs[path]) follow(path);
  };
  follow(
    Object.keys(outputs).find((key) => outputs[key]!.entryPoint !== undefined && key.endsWith('stdin.js'))!,
  );
  const [atOnce, later] = [true, false].map((wanted) =>
    result.outputFiles
      .filter(({ path }) => first.has(path.slice(1)) === wanted)
      .map(({ contents }) => contents),
  );
  return { first: atOnce!, later: later! };
}
