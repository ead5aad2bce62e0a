import { LastriaLeave } from './leave.element.ts';

LastriaLeave.define();

export * from './leave.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-leave': LastriaLeave;
  }
}
