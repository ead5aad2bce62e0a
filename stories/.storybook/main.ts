import type { StorybookConfig } from '@storybook/web-components-vite';
import type { Plugin } from 'vite';
import { signInAs } from '../portal/sign-in-as.ts';

/** While `npm start` runs, its API answers beside the stories, as on one site, and the intranet's tokens do. */
const portal = 'http://127.0.0.1:4700';
const api = 'http://localhost:4600';

/** `POST /demo-token/PERSON`: a token of whom a story shows, signed in on the intranet; 503 when nothing runs. */
const tokens: Plugin = {
  name: 'demo-token',
  configureServer(server) {
    const signedIn = new Map<string, ReturnType<typeof signInAs>>();
    server.middlewares.use('/demo-token', (request, response) => {
      const person = request.url!.slice(1);
      const give = async (): Promise<string> => {
        if (!signedIn.has(person)) signedIn.set(person, signInAs(portal, person));
        const { name, value } = await signedIn.get(person)!;
        const headers = { cookie: `${name}=${value}` };
        const answer = await fetch(`${portal}/lastria-token`, { method: 'POST', headers });
        const token = answer.ok ? await answer.text() : 'null';
        if (token === 'null') throw new Error('the intranet has forgotten this session');
        return token;
      };
      give().then(
        (token) => response.setHeader('content-type', 'application/json').end(token),
        () => {
          signedIn.delete(person);
          response.writeHead(503).end();
        },
      );
    });
  },
};

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../*/*.mdx', '../*/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), tokens],
    server: {
      ...vite.server,
      proxy: {
        '/v1': { target: api, headers: { origin: portal } },
      },
    },
  }),
};

export default config;
