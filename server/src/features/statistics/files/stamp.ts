const endOfDirectory = 0x06054b50;
/** 1 January 1980 at midnight: the first instant a zip can say. */
const epoch = Buffer.from([0, 0, 0x21, 0]);

/**
 * A zip whose parts bear no time: the libraries write the hour of the machine, and the same report would be other bytes
 * at each export. In place: sizes and offsets stay.
 */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new Error('not a zip');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    epoch.copy(zip, at + 12);
    epoch.copy(zip, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
