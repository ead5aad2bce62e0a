/** Hands a file to the browser, which says where it puts it. */
export function saveFile(file: Blob, filename: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: filename }).click();
  URL.revokeObjectURL(url);
}

/** A thing as a file of JSON, one line a field, so that two of them are compared. */
export const jsonFile = (content: unknown): Blob =>
  new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: 'application/json' });
