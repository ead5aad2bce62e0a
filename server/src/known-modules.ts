import { registerHooks, type ResolveFnOutput } from 'node:module';

/** Of a file of the drizzle package, as an address. */
const inDrizzle = '/node_modules/drizzle-orm/';

/**
 * For each module of a package Node reads again all that the package exports, to know what its files are. Drizzle
 * exports a thousand of them, and we load hundreds of its modules: more than half of the start of a server went there.
 * Its own files are modules, and what we ask of it stands at the same place whoever of us asks: both are known without
 * reading. Called before the first of them.
 */
export function knowModules(): void {
  const known = new Map<string, ResolveFnOutput>();
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '', conditions } = context;
      if (!conditions.includes('import')) return next(specifier, context);
      if (parentURL.includes(inDrizzle))
        return /^\.{1,2}\/.*\.js$/.test(specifier)
          ? { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
          : next(specifier, context);
      if (!/^drizzle-orm(\/|$)/.test(specifier) || parentURL.includes('/node_modules/'))
        return next(specifier, context);
      const found = known.get(specifier) ?? next(specifier, context);
      known.set(specifier, found);
      return { ...found, shortCircuit: true };
    },
  });
}
