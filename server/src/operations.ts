import { accessOperations } from './features/access/access.routes.ts';
import { accountOperations } from './features/access/account.routes.ts';
import { noticeOperations } from './features/access/notice.routes.ts';
import { serviceAccountOperations } from './features/access/service-account.routes.ts';
import { agendaOperations } from './features/agenda/agenda.routes.ts';
import { calendarPolicyOperations } from './features/agenda/calendar-policy.routes.ts';
import { feedOperations } from './features/agenda/feed.routes.ts';
import { calendarImportOperations } from './features/agenda/import.routes.ts';
import { calendarLinkOperations } from './features/agenda/outlook/link.routes.ts';
import { reminderOperations } from './features/agenda/reminders/reminder.routes.ts';
import { agendaSettingsOperations } from './features/agenda/settings.routes.ts';
import { leaveOperations } from './features/leave/leave.routes.ts';
import { auditOperations } from './features/audit/audit.routes.ts';
import { configurationOperations } from './features/configuration/configuration.routes.ts';
import { organisationOperations } from './features/organisation/organisation.routes.ts';
import { aroundOperations } from './features/social-file/around.routes.ts';
import { historyOperations } from './features/social-file/history.routes.ts';
import { socialFileOperations } from './features/social-file/social-file.routes.ts';
import { transferOperations } from './features/social-file/transfer.routes.ts';
import { importOperations } from './features/imports/import.routes.ts';
import { exportOperations } from './features/statistics/exports/export.routes.ts';
import { letterheadOperations } from './features/statistics/letterhead/letterhead.routes.ts';
import { activityReportOperations } from './features/statistics/reports/activity-report.routes.ts';
import { savedReportOperations } from './features/statistics/reports/saved-report.routes.ts';
import { scheduledReportOperations } from './features/statistics/reports/scheduled-report.routes.ts';
import { statisticsOperations } from './features/statistics/statistics.routes.ts';
import { partnerOperations } from './features/tdm/partner.routes.ts';
import { tdmOperations } from './features/tdm/tdm.routes.ts';
import { jobOperations } from './jobs/job.routes.ts';
import type { Operation } from './http/operation.ts';

/** Every operation of the contract. */
export const operations: readonly Operation[] = [
  ...accessOperations,
  ...accountOperations,
  ...noticeOperations,
  ...serviceAccountOperations,
  ...organisationOperations,
  ...configurationOperations,
  ...socialFileOperations,
  ...aroundOperations,
  ...transferOperations,
  ...historyOperations,
  ...tdmOperations,
  ...partnerOperations,
  ...agendaOperations,
  ...agendaSettingsOperations,
  ...calendarPolicyOperations,
  ...leaveOperations,
  ...feedOperations,
  ...calendarImportOperations,
  ...calendarLinkOperations,
  ...reminderOperations,
  ...auditOperations,
  ...statisticsOperations,
  ...exportOperations,
  ...letterheadOperations,
  ...savedReportOperations,
  ...activityReportOperations,
  ...scheduledReportOperations,
  ...importOperations,
  ...jobOperations,
];
