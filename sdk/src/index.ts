export { connect } from './session.ts';
export type { ConnectOptions, OwnPageOptions, Session, SessionEventType, SessionState } from './session.ts';
export type { OurPage } from './own-page.ts';
export type { GetToken, Token } from './token.ts';
export type { Clock } from './clock.ts';
export type { CallOptions, ChangeOptions, Client, CreateOptions } from './client.ts';
export type { CallSettings } from './transport.ts';
export { unwrap } from './unwrap.ts';
export { etagOf } from './client.ts';
export type { Result, Versioned } from './unwrap.ts';
export { Pages } from './pages.ts';
export type { Page } from './pages.ts';
export { newId } from './ids.ts';
export { contractVersion } from './version.ts';
export {
  ConnectionError,
  InvalidRequestError,
  LastriaError,
  NotFoundError,
  ProblemError,
  RateLimitedError,
  SessionEndedError,
  StaleVersionError,
  TimeoutError,
} from './errors.ts';
export type { FieldError, ProblemType } from './errors.ts';
export type { AuditFilter, AuditQuery } from './audit.ts';
export type { LiveEvent, LiveFilter, LiveTopic } from './events.ts';
export type { WaitOptions } from './jobs.ts';
export type { FileFilter, FileQuery } from './social-file.ts';
export type { TimelineFilter, TimelineQuery } from './tdm.ts';
export type * from './types.ts';
export type { components, operations, paths } from './generated/schema.d.ts';
