/** What other features check a provider's word with. */
export { skew, textOf, TokenRefused, unchecked, verify } from './jwt.ts';
