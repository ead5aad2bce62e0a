import { LastriaSignIn } from './sign-in.element.ts';

LastriaSignIn.define();

export * from './sign-in.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-sign-in': LastriaSignIn;
  }
}
