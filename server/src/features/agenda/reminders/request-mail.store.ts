import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import { requestMail } from './reminder.table.ts';

const minute = 60_000;
/** Several requests in a row are one message, and whoever reads them at once gets none. */
const patience = 2 * minute;
/** Between two messages to one person. */
const apart = 15 * minute;

/** Who waits for a message, and was not sent one of late. */
export const dueMails = (tx: Tx, tenantId: string, now: Date) =>
  tx
    .select({
      staffId: requestMail.staffId,
      waitingSince: requestMail.waitingSince,
      tries: requestMail.tries,
      email: staffMember.email,
    })
    .from(requestMail)
    .innerJoin(
      staffMember,
      and(
        eq(staffMember.tenantId, tenantId),
        eq(staffMember.id, requestMail.staffId),
        isNull(staffMember.leftAt),
      ),
    )
    .where(
      and(
        eq(requestMail.tenantId, tenantId),
        eq(requestMail.wanted, true),
        lte(requestMail.waitingSince, new Date(now.getTime() - patience)),
        or(isNull(requestMail.handedAt), lte(requestMail.handedAt, new Date(now.getTime() - apart))),
        or(isNull(requestMail.nextTryAt), lte(requestMail.nextTryAt, now)),
      ),
    )
    .orderBy(requestMail.waitingSince, requestMail.staffId)
    .limit(100);
