import { legible } from './grid.ts';
import type { ReportSet } from './shape.ts';

/** Dated by its data: the library would write the hour of the machine. */
export function properties({ title, client, dataOn }: ReportSet): string {
  const text = (value: string) => legible(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const day = `<dcterms:created xsi:type="dcterms:W3CDTF">${dataOn}T00:00:00Z</dcterms:created>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${text(title)}</dc:title><dc:creator>${text(client)}</dc:creator>` +
    `<cp:lastModifiedBy>${text(client)}</cp:lastModifiedBy>${day}` +
    `${day.replaceAll('created', 'modified')}<dc:language>fr-FR</dc:language></cp:coreProperties>`
  );
}
