import { LastriaFileList } from './file-list.element.ts';

LastriaFileList.define();

declare global {
  interface HTMLElementTagNameMap {
    'lastria-file-list': LastriaFileList;
  }
}
