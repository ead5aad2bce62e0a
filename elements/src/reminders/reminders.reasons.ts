/** What a mail server means by sending a message back, for whoever deals with it. */
export type ReturnKind = 'address' | 'domain' | 'closed' | 'full' | 'refused' | 'unreachable' | 'other';

/** Reads the status of a report or of a reply (RFC 3463, section 3): « 5.1.1 », whose second figure is the subject. */
export function returnKind(status: string | null): ReturnKind {
  const [, subject, detail] = /^[245]\.(\d+)\.(\d+)$/.exec(status ?? '')?.map(Number) ?? [];
  switch (subject) {
    case 1:
      // 7 and 8 are of the sender's own address
      if (detail === 7 || detail === 8) return 'refused';
      return detail === 2 || detail === 10 ? 'domain' : 'address';
    case 2:
      if (detail === 1) return 'closed';
      return detail === 2 ? 'full' : 'other';
    case 4:
      return 'unreachable';
    case 3:
    case 7:
      return 'refused';
    default:
      return 'other';
  }
}

/** Whether it may be taken another day, the address being right. */
export const mayPass = (kind: ReturnKind): boolean => kind === 'full' || kind === 'unreachable';
