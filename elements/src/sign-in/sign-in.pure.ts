export { LastriaSignIn } from './sign-in.element.ts';
export type { SignInEvents } from './sign-in.events.ts';
export { signInStateMessages, type SignInStateMessageOverrides } from './sign-in-state.messages.ts';
