import { LastriaSocialFile } from './social-file.element.ts';

LastriaSocialFile.define();

declare global {
  interface HTMLElementTagNameMap {
    'lastria-social-file': LastriaSocialFile;
  }
}
