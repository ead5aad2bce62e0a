import type { ContractOperation } from './contract.ts';
import { access } from './drivers/access.ts';
import { agenda } from './drivers/agenda.ts';
import { audit } from './drivers/audit.ts';
import { configuration } from './drivers/configuration.ts';
import type { Drive, FeatureDrivers } from './drivers/driver.ts';
import { exampleOf } from './drivers/example.ts';
import { imports } from './drivers/imports.ts';
import { leave } from './drivers/leave.ts';
import { organisation } from './drivers/organisation.ts';
import { socialFile } from './drivers/social-file.ts';
import { statistics } from './drivers/statistics.ts';
import { tdm } from './drivers/tdm.ts';
import type { Scene } from './scene.ts';
import { peopleList } from './scene/imports.ts';

const features: readonly FeatureDrivers[] = [
  access,
  agenda,
  audit,
  configuration,
  imports,
  leave,
  organisation,
  socialFile,
  statistics,
  tdm,
];

const records: FeatureDrivers['records'] = Object.fromEntries(
  features.flatMap((feature) => Object.entries(feature.records)),
);
const particular: FeatureDrivers['operations'] = Object.fromEntries(
  features.flatMap(({ operations }) => Object.entries(operations)),
);

/** Bytes an operation takes; a whole configuration, or report, is larger than what a person writes at once. */
export const greatestBody = ({ id }: ContractOperation): number => {
  // A calendar file of 2 MB as a JSON string
  if (/^agenda\.(import|previewImport)$/.test(id)) return (4 * 1024 + 64) * 1024;
  return /^configuration\.(importFile|previewImport)$|^statistics\.(add|change)(Activity|Scheduled)Report$/.test(
    id,
  )
    ? 2 * 1024 * 1024
    : 256 * 1024;
};

export function driverOf(one: ContractOperation): (scene: Scene) => Promise<Drive> {
  return async (scene) => {
    const last = one.pathParameters.at(-1);
    if (last !== undefined && !records[last])
      throw new Error(`test/contract/support/drivers knows no record for {${last}} of ${one.id}`);
    const own = particular[one.id];
    const params = await (own?.params?.(scene) ?? (last === undefined ? {} : records[last]!(scene, one)));
    const version = own?.version === undefined ? {} : { version: await own.version(scene) };
    const query = own?.query === undefined ? {} : { query: own.query(scene) };
    if (!one.body)
      return { params, ...query, ...version, ...(one.binary ? { raw: own?.raw?.() ?? peopleList } : {}) };
    return {
      params,
      body: own?.body ? await own.body(scene, params) : exampleOf(one.body, scene),
      ...version,
    };
  };
}
