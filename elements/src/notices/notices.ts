import { LastriaNotices } from './notices.element.ts';

LastriaNotices.define();

export * from './notices.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-notices': LastriaNotices;
  }
}
