import { expect } from '@open-wc/testing';
import { openedByFrame, openedByPage, plainDetail, plainProps } from './isolated-contract.ts';

const look = {
  theme: '',
  tokens: { '--lastria-accent': '#123456' },
  scheme: 'light',
  font: 'Arial',
  size: '15px',
};
const sealed = (message: object) => ({ lastria: 1, nonce: 'n', ...message });

describe('what an isolated element and its frame say', () => {
  it('has the shape agreed, each its own way', () => {
    const toFrame = [
      {
        kind: 'hello',
        props: { fileId: 'a', externalRef: { system: 'rh', value: '12' }, closable: true },
        look,
      },
      { kind: 'props', props: { fileId: null } },
      { kind: 'look', look },
      { kind: 'person', person: '0d3b0000-0000-5000-8000-000000000001' },
      { kind: 'call', id: 1, verb: 'write', args: ['a'] },
      { kind: 'answer', id: 1, goesOn: false },
    ];
    const fromFrame = [
      { kind: 'ready' },
      { kind: 'height', height: 240.5 },
      { kind: 'event', type: 'lastria-file-open', detail: { fileId: 'a', changed: false } },
      { kind: 'event', type: 'lastria-editor-closed', detail: null },
      { kind: 'ask', id: 1, type: 'lastria-before-close', detail: null },
      { kind: 'done', id: 1, value: true },
      { kind: 'facts', facts: { hasUnsavedChanges: true } },
    ];
    for (const message of toFrame) {
      expect(openedByFrame(sealed(message)), message.kind).to.deep.equal(sealed(message));
      expect(openedByPage(sealed(message)), message.kind).to.equal(undefined);
    }
    for (const message of fromFrame) {
      expect(openedByPage(sealed(message)), message.kind).to.deep.equal(sealed(message));
      expect(openedByFrame(sealed(message)), message.kind).to.equal(undefined);
    }
  });

  it('is nothing at all otherwise, and never throws', () => {
    const circular: Record<string, unknown> = { kind: 'props' };
    circular['props'] = { loop: circular };
    const strange: unknown[] = [
      null,
      undefined,
      1,
      'ready',
      [],
      {},
      { kind: 'ready' },
      { lastria: 2, nonce: 'n', kind: 'ready' },
      { lastria: 1, nonce: 'n'.repeat(65), kind: 'ready' },
      sealed({ kind: 'toString' }),
      sealed({ kind: '__proto__' }),
      sealed({ kind: 'height', height: NaN }),
      sealed({ kind: 'height', height: -1 }),
      sealed({ kind: 'height', height: '240' }),
      sealed({ kind: 'event', type: 'click', detail: null }),
      sealed({ kind: 'event', type: 'lastria-file-open', detail: { file: { name: 'DUPONT' } } }),
      sealed({ kind: 'event', type: 'lastria-file-open', detail: 'DUPONT' }),
      sealed({ kind: 'event', type: 'lastria-file-open', detail: { fileId: 'x'.repeat(401) } }),
      sealed({ kind: 'ask', id: 0, type: 'lastria-before-close', detail: null }),
      sealed({ kind: 'ask', id: 1, type: 'lastria-before-close', detail: { name: { of: 'DUPONT' } } }),
      sealed({ kind: 'done', id: 1, value: { name: 'DUPONT' } }),
      sealed({ kind: 'facts', facts: { file: { name: 'DUPONT' } } }),
      sealed({ kind: 'person', person: null }),
      sealed({ kind: 'call', id: 1, verb: '__proto__', args: [] }),
      sealed({ kind: 'call', id: 1, verb: 'write', args: [{ id: 'a' }] }),
      sealed({ kind: 'call', id: '1', verb: 'write', args: [] }),
      sealed({ kind: 'answer', id: 1, goesOn: 'yes' }),
      sealed({ kind: 'props', props: { session: () => undefined } }),
      sealed({ kind: 'props', props: [] }),
      sealed({ kind: 'look', look: { ...look, tokens: { color: 'red' } } }),
      sealed(circular),
    ];
    for (const data of strange)
      for (const opened of [openedByFrame, openedByPage]) expect(opened(data)).to.equal(undefined);
  });

  it('carries what is plain, and leaves functions, texts to show and objects where they are', () => {
    expect(
      plainProps({ fileId: 'a', run: () => 1, deep: { a: { b: 1 } }, ref: { system: 's' } }),
    ).to.deep.equal({
      fileId: 'a',
      ref: { system: 's' },
    });
    expect(plainDetail({ fileId: 'a', person: { name: 'DUPONT' } })).to.deep.equal({ fileId: 'a' });
    expect(plainDetail('DUPONT')).to.equal(null);
  });
});
