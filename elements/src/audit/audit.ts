import { LastriaAccessLog } from './audit.element.ts';

LastriaAccessLog.define();

export * from './audit.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-access-log': LastriaAccessLog;
  }
}
