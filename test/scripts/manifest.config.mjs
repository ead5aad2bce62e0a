/** What elements/custom-elements.json says: the public elements and the base they share; not the parts, not `ui`. */
export default {
  globs: ['src/**/*.element.ts', 'src/core/**/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/**/parts/**', 'src/ui/**'],
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    {
      name: 'same-order-on-every-machine',
      packageLinkPhase({ customElementsManifest }) {
        customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      },
    },
  ],
};
