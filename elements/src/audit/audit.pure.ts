export { LastriaAccessLog } from './audit.element.ts';
export { auditMessages, type AuditMessageOverrides } from './audit.messages.ts';
