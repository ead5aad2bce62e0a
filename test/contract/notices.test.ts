import { describe, expect, test } from 'vitest';
import { noticesMessages } from '../../elements/src/notices/notices.messages.ts';
import { placeOf } from '../../elements/src/notices/notices.places.ts';
import { noticeKinds } from '../../server/src/features/access/notice.service.ts';

const { kinds, openPlace, other } = noticesMessages;
const told = { who: 'Jean Petit', facts: [], at: (instant: string) => instant };

describe('every kind of notice the server writes', () => {
  test.each(noticeKinds.map((kind) => [kind]))(
    '%s has a French sentence of its own, and leads somewhere',
    (kind) => {
      const words = kinds[kind];
      expect(words, 'a title and a sentence in notices.messages.ts').toBeDefined();
      const text = words!.text(told);
      expect(words!.title).not.toBe(other.title);
      expect(text).not.toBe(other.text(told));
      expect(text).not.toMatch(/undefined|NaN|'/);
      expect(text.endsWith('.')).toBe(true);
      // That of a file leads to its file
      if (kind !== 'emergencyAccess') expect(openPlace[placeOf[kind]!]).toMatch(/^Ouvrir /);
    },
  );

  test('and no other stands in the elements', () => {
    const known: readonly string[] = noticeKinds;
    expect([...Object.keys(kinds), ...Object.keys(placeOf)].filter((kind) => !known.includes(kind))).toEqual(
      [],
    );
  });
});
