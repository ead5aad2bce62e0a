import { accountOf, endOtherSessions, keepPassword, passwordOf, tenantOf } from './sign-in.store.ts';
import type { PageCall } from '../../http/page-operation.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { requireProof } from '../../http/proof.ts';
import type { TokenClaims } from '../../http/token.ts';
import { auditAs } from '../audit/audit.service.ts';
import { digestOf, isPassword, weaknessOf } from './passwords.ts';
import { counted, personOf, traceOf, type SignInDeps } from './sign-in.service.ts';

/** Changes the password of whoever is there and knows the present one; her other sessions end. */
export async function changePassword(
  { database, keyring, wake }: SignInDeps,
  call: PageCall,
  claims: TokenClaims,
  { current, password }: { current: string; password: string },
) {
  const { tenantId } = claims;
  const person = await personOf(database, call, claims);
  requireProof({ proof: 'recent' }, person, call.now);
  const { staffId } = person;
  const subject = keyring.digest('tries of password change', staffId).toString('base64url');
  await counted(database, tenantId, [{ subject, tries: 5 }], call.now);
  const found = await database.withTenant(
    tenantId,
    [],
    async (tx) => {
      const account = await accountOf(tx, tenantId, staffId, call.now);
      const tenant = await tenantOf(tx, tenantId);
      return account && { account, tenant, digest: await passwordOf(tx, tenantId, account) };
    },
    staffId,
  );
  if (!found || !(await isPassword(found.digest, current)))
    throw new Problem('sign-in-refused', 'Le mot de passe actuel ne convient pas. Rien n’a été changé.');
  const weakness = weaknessOf(password, [found.account.login, found.account.displayName, found.tenant.name]);
  if (weakness) throw invalid('/password', weakness);
  const digest = await digestOf(password);
  await database.withTenant(
    tenantId,
    [],
    async (tx) => {
      await keepPassword(tx, tenantId, staffId, digest, call.now);
      await endOtherSessions(tx, tenantId, staffId, claims.sessionId, call.now);
      await auditAs(
        tx,
        { ...traceOf(tenantId, staffId, call), sessionId: claims.sessionId },
        'account.passwordSet',
      );
    },
    staffId,
  );
  wake(tenantId);
  return { body: undefined };
}
