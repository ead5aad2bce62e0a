import { scene } from '../social-file/social-file.scene.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaFileList } from './file-list.element.ts';

/** The list over the files of the tests: two hundred, or none. */
export const walk: WalkScene = {
  element: LastriaFileList,
  ready: { server: () => scene().fetch, reads: '100 dossiers' },
  empty: { server: () => scene({ files: 0 }).fetch, reads: 'Aucun dossier ouvert pour le moment.' },
};
