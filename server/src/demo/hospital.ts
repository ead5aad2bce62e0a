import type { ClientMetadata } from 'oidc-provider';
import { analyse } from '../db/prepare.ts';
import type { Installation } from '../serve.ts';
import { openBackEnd, type BackEnd } from './back-end.ts';
import { startHospitalIdp } from './hospital-idp.ts';
import { hospitalPeople, servePortal, type Mode } from './portal.ts';
import { demoClient, intranet, seedDemo, trustHospital } from './seed.ts';

export interface Hospital {
  /** Its intranet. */
  readonly portal: string;
  /** Its own sign-in. */
  readonly issuer: string;
  /** Tells Lastria and the hospital of each other, once Lastria's database is open. True when it had to be filled. */
  join(installation: Installation): Promise<boolean>;
  close(): Promise<void>;
}

/** The hospital around Lastria: its own sign-in and its intranet, each on a port of its own. */
export async function openHospital({
  api,
  ports,
  mode,
}: {
  /** Address of Lastria: another site than the hospital's. */
  readonly api: string;
  readonly ports: { readonly portal: number; readonly signIn: number };
  /** How the intranet shows Lastria; unset, as the elements do by themselves. */
  readonly mode?: Mode;
}): Promise<Hospital> {
  let clients: readonly ClientMetadata[] | undefined;
  let backEnd: BackEnd | undefined;
  const origin = `http://127.0.0.1:${ports.portal}`;
  const idp = await startHospitalIdp({
    port: ports.signIn,
    people: hospitalPeople(),
    clients: () => clients,
  });
  const { issuer } = idp;
  const portal = await servePortal({
    port: ports.portal,
    api,
    issuer,
    backEnd: () => backEnd,
    mode,
  }).catch(async (error: unknown) => {
    await idp.close();
    throw error;
  });
  return {
    portal: portal.url,
    issuer,
    async join({ database, databaseUrl, keyring }) {
      const isNew = await seedDemo(database, keyring, origin);
      if (isNew) await analyse(databaseUrl, keyring);
      const lastria = await trustHospital(database, keyring, { issuer, publicOrigin: api });
      const own = intranet(keyring);
      clients = [
        lastria,
        {
          client_id: own.clientId,
          client_secret: own.clientSecret,
          redirect_uris: [`${origin}/retour`],
          grant_types: ['authorization_code', 'refresh_token'],
          post_logout_redirect_uris: [`${origin}/`],
        },
      ];
      backEnd = openBackEnd({
        origin,
        provider: { issuer, ...own },
        lastria: { baseUrl: api, ...demoClient(keyring) },
      });
      return isNew;
    },
    async close() {
      await portal.close();
      await idp.close();
    },
  };
}
