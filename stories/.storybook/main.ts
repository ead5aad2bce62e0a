import type { StorybookConfig } from '@storybook/web-components-vite';

/** While `npm start` runs, its API and its token route answer beside the stories, as on one site. */
const portal = 'http://127.0.0.1:4700';
const api = 'http://localhost:4600';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../*/*.mdx', '../*/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    server: {
      ...vite.server,
      proxy: {
        '/v1': { target: api, headers: { origin: portal } },
        '/demo': portal,
        '/lastria-token': portal,
      },
    },
  }),
};

export default config;
