import type { NoticePlace } from './notices.places.ts';

/** Events of `<lastria-notices>`: they do not bubble, and carry identifiers and counts alone. */
export interface NoticesEvents {
  /** How many notices are unread is another number: what a host's bell shows. */
  'lastria-notices-changed': CustomEvent<{ readonly unread: number }>;
  /** The file of a notice was chosen: the host opens it. */
  'lastria-file-open': CustomEvent<{ readonly fileId: string }>;
  /** Where a notice leads was chosen, among the `places` the page said it opens. */
  'lastria-place-open': CustomEvent<{ readonly place: NoticePlace }>;
}
