import { z } from '@hono/zod-openapi';
import { roleNames } from './rights.ts';

/** A role a grant can give. */
export const role = z.enum(roleNames);
