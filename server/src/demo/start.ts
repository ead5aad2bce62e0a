/**
 * `npm start`: an embedded database, the demonstration hospital, the API on one site and the hospital's intranet on
 * another. Never loads beside a real database.
 */
import { readConfig, SettingError } from '../config.ts';
import {
  endInOrder,
  openInstallation,
  serveInstallation,
  type Installation,
  type Running,
} from '../serve.ts';
import { bundle, ownPages } from '../pages/bundle.ts';
import { openHospital, type Hospital } from './hospital.ts';
import { demoInvitation, demoPerson } from './seed.ts';

if (process.env['DATABASE_URL'] !== undefined || process.env['NODE_ENV'] === 'production') {
  console.error(
    'La démonstration laisse chacun choisir qui il est : elle ne démarre ni avec DATABASE_URL ni avec NODE_ENV=production. Lancez plutôt « npx lastria-server start ».',
  );
  process.exit(1);
}

// Two names of this machine are two sites for a browser, as an intranet and Lastria are.
const ports = { portal: 4700, signIn: 4701 };

let installation: Installation | undefined;
let hospital: Hospital | undefined;
let api: Running | undefined;
const close = async () => {
  await hospital?.close();
  await api?.close();
  await installation?.close();
};
try {
  const config = { ...readConfig(process.env), host: 'localhost' };
  const logLevel = process.env['LASTRIA_LOG_LEVEL'] ? config.logLevel : 'warn';
  // First: when a port is taken, that is said before a hospital is made.
  hospital = await openHospital({ api: `http://localhost:${config.port}`, ports });
  installation = await openInstallation({ ...config, logLevel }, 'server');
  const { database } = installation;
  if (await hospital.join(installation)) console.log('L’hôpital de démonstration est prêt.');
  api = await serveInstallation(installation, await bundle(ownPages));
  console.log(`Ouvrez ${hospital.portal}/`);
  const link = await demoInvitation(database, config.publicUrl);
  console.log(
    link === undefined
      ? `Lastria à sa propre adresse : ${config.publicUrl}/`
      : `Lastria à sa propre adresse, où ${demoPerson} choisit d’abord son mot de passe : ${link}`,
  );
  endInOrder(installation, close);
} catch (error) {
  await close();
  if (!(error instanceof SettingError)) throw error;
  console.error(error.message);
  process.exit(1);
}
