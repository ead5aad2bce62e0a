import { expect, test } from 'vitest';
import { Problem } from './problem.ts';

test('what a problem says is set as French is: no line of it begins with a sign', async () => {
  const problem = new Problem('invalid-request', 'Dossier « Été 2026 » : 12 % ; est-ce juste ?', {
    errors: [{ pointer: '/a', detail: 'Au plus 100 € !' }],
  });
  expect(await problem.toResponse('id').json()).toMatchObject({
    detail: 'Dossier «\u00a0Été 2026\u00a0»\u00a0: 12\u00a0%\u00a0; est-ce juste\u00a0?',
    errors: [{ pointer: '/a', detail: 'Au plus 100\u00a0€\u00a0!' }],
  });
});

test('an address, an hour, a code stay as they are', () => {
  const written = 'https://portail.example:8443/a?b=1 de 14:00, a :b, x !important';
  expect(new Problem('conflict', written).detail).toBe(written);
});
