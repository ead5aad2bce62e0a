import { fakeServer } from '../testing/fake-server.ts';
import { ids, socialFile } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { TdmEditor } from './tdm-editor.element.ts';
import { tdmEditorMessages } from './tdm-editor.messages.ts';

const file = socialFile(ids.file, 'Dupont', 'Marie');
const readOnly = { ...file, can: { ...file.can, writeFollowUp: false } };
const props = { fileId: ids.file, closable: true };

/** The editor on a file, and on one that may only be read. */
export const walk: WalkScene = {
  element: TdmEditor,
  ready: { server: () => fakeServer().fetch, reads: tdmEditorMessages.quick.label, props },
  empty: {
    server: () => fakeServer({ files: [readOnly] }).fetch,
    reads: tdmEditorMessages.refusal['read-only-file'],
    props,
  },
};
