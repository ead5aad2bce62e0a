/**
 * `npm start`: an embedded database, the demonstration hospital, the API on one site and the hospital's intranet on
 * another. Never loads beside a real database.
 */
import { readConfig, SettingError } from '../config.ts';
import { analyse } from '../db/prepare.ts';
import { endOnSignal, openInstallation, serveInstallation, type Installation } from '../serve.ts';
import { servePortal } from './portal.ts';
import { demoClient, seedDemo } from './seed.ts';

if (process.env['DATABASE_URL'] !== undefined || process.env['NODE_ENV'] === 'production') {
  console.error(
    'La démonstration laisse chacun choisir qui il est : elle ne démarre ni avec DATABASE_URL ni avec NODE_ENV=production. Lancez plutôt « npx lastria-server start ».',
  );
  process.exit(1);
}

// Two names of this machine are two sites for a browser, as an intranet and Lastria are.
const portalPort = 4700;
const portalOrigin = `http://127.0.0.1:${portalPort}`;

let installation: Installation | undefined;
try {
  const config = { ...readConfig(process.env), host: 'localhost' };
  installation = await openInstallation({
    ...config,
    logLevel: process.env['LASTRIA_LOG_LEVEL'] ? config.logLevel : 'warn',
  });
  const { database, keyring } = installation;
  if (await seedDemo(database, keyring, portalOrigin)) {
    await analyse(installation.databaseUrl, keyring);
    console.log('L’hôpital de démonstration est prêt.');
  }
  const api = await serveInstallation(installation);
  const portal = await servePortal({
    port: portalPort,
    api: `http://localhost:${config.port}`,
    client: demoClient(keyring),
  }).catch(async (error: unknown) => {
    await api.close();
    throw error;
  });
  console.log(`Ouvrez ${portal.url}/`);
  const opened = installation;
  endOnSignal(async () => {
    await portal.close();
    await api.close();
    await opened.close();
  });
} catch (error) {
  await installation?.close();
  if (!(error instanceof SettingError)) throw error;
  console.error(error.message);
  process.exit(1);
}
