import { z } from '@hono/zod-openapi';
import { code, day, id, instant, line, longText } from '../../http/shapes.ts';

const half = z.enum(['morning', 'afternoon']);
export const year = z.coerce.number().int().min(2000).max(2199);

const span = {
  firstDay: day,
  firstHalf: half.optional().describe('afternoon: the morning of the first day is worked. Default: morning.'),
  lastDay: day,
  lastHalf: half.optional().describe('morning: the afternoon of the last day is worked. Default: afternoon.'),
};
const kind = code.describe('A code of the list absenceKind.');
const comment = longText(1000).nullable().optional().describe('To who decides.');

export const leaveInput = z
  .strictObject({
    kind,
    ...span,
    unitId: id.optional().describe('One you work in: its holidays count. Default: your first.'),
    comment,
    draft: z.boolean().optional().describe('Kept for yourself, to be asked later.'),
  })
  .openapi('LeaveInput');
export type LeaveInput = z.output<typeof leaveInput>;

export const leavePatch = z
  .strictObject({
    kind: kind.optional(),
    firstDay: day.optional(),
    firstHalf: half.optional(),
    lastDay: day.optional(),
    lastHalf: half.optional(),
    unitId: id.optional(),
    comment,
    status: z.enum(['asked']).optional().describe('Asks for what was a draft.'),
  })
  .openapi('LeavePatch');
export type LeavePatch = z.output<typeof leavePatch>;

export const leave = z
  .object({
    id,
    staffId: id,
    displayName: z.string(),
    kind: z.string(),
    status: z.string().describe('draft, asked, approved, refused or cancelled.'),
    firstDay: z.string(),
    firstHalf: z.string(),
    lastDay: z.string(),
    lastHalf: z.string(),
    halves: z.int().describe('Half-days counted.'),
    homeUnitId: id,
    unitIds: z.array(id),
    comment: z.string().nullable(),
    reason: z.string().nullable().describe('Of a refusal, or of who cancelled it.'),
    decidedBy: z.object({ id, displayName: z.string() }).nullable(),
    decidedAt: instant.nullable(),
    version: z.int(),
    can: z.object({
      change: z.boolean(),
      cancel: z.boolean(),
      decide: z.boolean(),
      planSubstitution: z.boolean(),
    }),
  })
  .openapi('Leave');
export type Leave = z.output<typeof leave>;

export const leaveRead = z
  .object({
    ...leave.shape,
    steps: z
      .array(z.object({ status: z.string(), by: z.object({ id, displayName: z.string() }), at: instant }))
      .describe('Oldest first.'),
  })
  .openapi('LeaveRead');

export const leaveList = z.object({ items: z.array(leave) }).openapi('LeaveList');

const presence = z.object({
  unitId: id,
  unitName: z.string(),
  day: z.string(),
  half: z.string(),
  present: z.int(),
  team: z.int().describe('How many work there.'),
  minimum: z.int(),
  short: z.boolean().describe('Fewer than the minimum would be there.'),
});

export const checkInput = z
  .strictObject({ kind, ...span, unitId: id.optional(), exceptLeaveId: id.optional() })
  .openapi('LeaveCheckInput');

const takenTime = z.object({
  id,
  startsAt: z.string().describe('Local.'),
  endsAt: z.string(),
  title: z.string().nullable(),
  fileId: id.nullable(),
});
const appointments = z.object({
  count: z.int().describe('Those you do not see counted.'),
  items: z.array(takenTime).describe('Those you may open; 100 at most.'),
});

export const leaveCheck = z
  .object({
    halves: z.int(),
    days: z.array(
      z.object({
        day: z.string(),
        halves: z.int(),
        why: z.string().nullable().describe('Why nothing is counted: weekend or holiday.'),
        label: z.string().nullable().describe('Name of the holiday.'),
      }),
    ),
    left: z.int().nullable().describe('Half-days left of this kind after it; null: nothing was granted.'),
    overlaps: z.array(leave).describe('Your leave asked or approved in those days.'),
    appointments,
    shortages: z.array(presence),
  })
  .openapi('LeaveCheck');

export const cancelInput = z
  .strictObject({ reason: line(300).optional().describe('Required of who decides.') })
  .openapi('LeaveCancelInput');
export const decideInput = z
  .strictObject({
    decision: z.enum(['approve', 'refuse']),
    reason: line(300).optional().describe('Required of a refusal.'),
  })
  .openapi('LeaveDecisionInput');

export const leavePresence = z
  .object({
    presences: z.array(presence),
    people: z.array(
      z.object({
        id,
        displayName: z.string(),
        absences: z.array(z.object({ day: z.string(), half: z.string() })),
      }),
    ),
    shortages: z.int(),
  })
  .openapi('LeavePresence');

export const calendarQuery = z.strictObject({
  unitId: id,
  from: day.describe('First day.'),
  to: day.describe('Last day; at most 62 days.'),
});
export const leaveCalendar = z
  .object({
    unitId: id,
    staff: z.array(z.object({ id, displayName: z.string() })),
    absences: z.array(
      z.object({
        staffId: id,
        firstDay: z.string(),
        firstHalf: z.string(),
        lastDay: z.string(),
        lastHalf: z.string(),
        leaveId: id.nullable().describe('Your own, or of whom you decide; null: only that he is absent.'),
        kind: z.string().nullable(),
        status: z.string().describe('approved; of your own or those you decide, also asked.'),
        away: z.boolean(),
      }),
    ),
    holidays: z.array(z.object({ day: z.string(), label: z.string() })),
    minimum: z.int(),
  })
  .openapi('LeaveCalendar');

export const balance = z
  .object({
    staffId: id,
    kind: z.string(),
    label: z.string(),
    year: z.int(),
    grantedHalves: z.int().nullable().describe('Null: nothing was said.'),
    takenHalves: z.int().describe('Approved.'),
    pendingHalves: z.int().describe('Asked.'),
    leftHalves: z.int().nullable().describe('Granted less taken; what is asked is not taken yet.'),
    version: z.int(),
    can: z.object({ set: z.boolean() }),
  })
  .openapi('LeaveBalance');
export type Balance = z.output<typeof balance>;
export const balanceQuery = z.strictObject({
  year: year.optional().describe('Default: this one.'),
  staffId: id.optional().describe('Of whom you decide. Default: yourself.'),
});
export const balanceInput = z
  .strictObject({ grantedHalves: z.int().min(0).max(732) })
  .openapi('LeaveBalanceInput');

export const leaveKind = z
  .object({
    code: z.string(),
    label: z.string(),
    active: z.boolean(),
    counting: z.string().describe('businessDays (ouvrés), workingDays (ouvrables) or calendarDays.'),
    away: z.boolean().describe('False: who works elsewhere, as at home, is present.'),
    version: z.int(),
  })
  .openapi('LeaveKind');
export const kindInput = z
  .strictObject({ counting: z.enum(['businessDays', 'workingDays', 'calendarDays']), away: z.boolean() })
  .openapi('LeaveKindInput');

export const leaveUnit = z
  .object({
    id,
    name: z.string(),
    own: z.boolean().describe('You work in it: you may ask there.'),
    minimum: z.int(),
    version: z.int().describe('Of the minimum.'),
    deciders: z.array(z.string()).describe('Who decides, yourself not counted.'),
    can: z.object({ decide: z.boolean() }),
  })
  .openapi('LeaveUnit');
export const minimumInput = z.strictObject({ present: z.int().min(0).max(500) }).openapi('LeaveMinimumInput');
export const leaveSettings = z
  .object({
    kinds: z.array(leaveKind),
    units: z.array(leaveUnit),
    can: z.object({ decide: z.boolean(), changeKinds: z.boolean() }),
  })
  .openapi('LeaveSettings');

export const substitution = z
  .object({
    absentId: id,
    from: z.string().describe('Local, to the minute: what the operation that gives the rights takes.'),
    until: z.string(),
    appointments,
    urgentRequests: z.object({
      count: z.int(),
      items: z
        .array(z.object({ id, fileId: id, typeCode: z.string(), requestedOn: z.string() }))
        .describe('Open and urgent, of the files he leads, as far as you read the follow-up; 100 at most.'),
    }),
    substitutes: z
      .array(z.object({ id, displayName: z.string() }))
      .describe('Colleagues of his units who are there all the time.'),
    can: z.object({ grantAccess: z.boolean() }),
  })
  .openapi('LeaveSubstitution');
