import { z } from '@hono/zod-openapi';
import { givenRoles, tenantActions, type TenantAction } from './rights.ts';

/** A role a grant can give. */
export const role = z.enum(givenRoles);

const yesOrNo = <A extends string>(actions: readonly A[]) =>
  z.object(Object.fromEntries(actions.map((action) => [action, z.boolean()])) as Record<A, z.ZodBoolean>);

/** What a person may do in the whole organisation; of files, somewhere at least. */
export const able = yesOrNo<TenantAction | 'openFile' | 'createFile' | 'import' | 'readStatistics'>([
  ...tenantActions,
  'openFile',
  'createFile',
  'import',
  'readStatistics',
]);
