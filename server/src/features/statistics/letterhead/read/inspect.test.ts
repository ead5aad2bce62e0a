import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiveOf, partsOf } from '../../files/archive.ts';
import {
  frenchBase,
  landscapeBase,
  ofOffice,
  paragraph,
  wordFile,
  wordParts,
  wordprocessing,
  type WordFile,
} from '../bases.testkit.ts';
import { inspectBase } from './inspect.ts';
import { refusals, PieceRefused, type RefusalCode } from './refused.ts';

/** What a file is refused for; undefined: it is taken. */
function refusalOf(bytes: Uint8Array): string | undefined {
  try {
    inspectBase(bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof PieceRefused)) throw error;
    return error.message;
  }
}
/** The French base with something else in it. */
const having = (more: Partial<WordFile>) => wordFile({ ...frenchBase, ...more });
const writing = (xml: string) => having({ body: `${xml}${frenchBase.body}` });
const leadingTo = (kind: string, target: string, external = false) =>
  having({ relations: [{ id: 'rIdOther', type: ofOffice(kind), target, external }] });
const instruction = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const field = (...parts: string[]) => `<w:p>${mark('begin')}${parts.join('')}${mark('end')}</w:p>`;

describe('a base of reports', () => {
  test.each([
    ['of Word in French', frenchBase, { place: 'mark', landscape: false, tableStyle: true, pictures: 0 }],
    ['on its side', landscapeBase, { place: 'end', landscape: true, firstPageDiffers: true, pictures: 1 }],
  ])('%s is taken, written anew', (_, file, facts) => {
    const read = inspectBase(wordFile(file));
    expect(read.facts).toMatchObject(facts);
    const parts = partsOf(read.content);
    for (const [name, content] of wordParts(file))
      if (!/settings|rels$|Types/.test(name)) expect([name, parts.get(name)]).toEqual([name, content]);
    // Read again, it is the same
    expect(
      inspectBase(read.content).content.equals(inspectBase(inspectBase(read.content).content).content),
    ).toBe(true);
  });

  test('keeps nothing that nothing leads to, nor what would keep people from writing on', () => {
    const { content } = inspectBase(
      having({
        parts: {
          'word/media/hidden.png': 'anything',
          'word/settings.xml': `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom w:percent="80"/></w:settings>`,
        },
      }),
    );
    const parts = partsOf(content);
    expect(parts.has('word/media/hidden.png')).toBe(false);
    const settings = parts.get('word/settings.xml')!.toString();
    expect(settings).toContain('w:zoom');
    expect(settings).not.toContain('documentProtection');
  });

  test.each<[string, Partial<WordFile>]>([
    [
      'a link that is clicked',
      {
        relations: [
          { id: 'rIdL', type: ofOffice('hyperlink'), target: 'https://hopital.example', external: true },
        ],
      },
    ],
    [
      'fields of pages and days',
      {
        body: field(instruction(' PA'), instruction('GE ')) + field(instruction(' DATE ')) + frenchBase.body,
      },
    ],
    [
      'a field made of others',
      {
        body:
          field(
            instruction(' IF '),
            mark('begin'),
            instruction(' PAGE '),
            mark('end'),
            instruction(' = 1 "a" "b" '),
          ) + frenchBase.body,
      },
    ],
  ])('may have %s', (_, more) => {
    expect(refusalOf(having(more))).toBeUndefined();
  });

  test.each<[RefusalCode, string, Uint8Array]>([
    ['notWord', 'a text', Buffer.from('Bonjour')],
    ['notWord', 'another archive', archiveOf(new Map([['a.txt', Buffer.from('a')]]))],
    [
      'notWord',
      'a workbook',
      having({ mainType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml' }),
    ],
    [
      'oldOrProtected',
      'a file sealed by a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    ],
    ['template', 'a model', having({ mainType: `${wordprocessing}.template.main+xml` })],
    [
      'macros',
      'macros by their type',
      having({ mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
    ],
    ['macros', 'macros by their name', having({ parts: { 'word/vbaProject.bin': 'x' } })],
    ['macros', 'macros by their relation', leadingTo('vbaProject', 'other.xml')],
    ['outside', 'a model attached', leadingTo('attachedTemplate', 'file:///M:/modele.dotm', true)],
    ['outside', 'a picture of elsewhere', leadingTo('image', 'https://evil.example/pixel.png', true)],
    ['outside', 'a picture of a share', leadingTo('image', '\\\\evil.example\\pixel.png')],
    ['outside', 'an address within', leadingTo('image', 'https://evil.example/pixel.png')],
    ['outside', 'a link that runs', leadingTo('hyperlink', 'file:///C:/calc.exe', true)],
    ['outside', 'a frame', leadingTo('frame', 'https://evil.example', true)],
    [
      'outside',
      'an old drawing of elsewhere',
      writing(
        '<w:p><w:r><w:pict><v:shape><v:imagedata src="https://evil.example/pixel.png"/></v:shape></w:pict></w:r></w:p>',
      ),
    ],
    [
      'outside',
      'an old drawing linked',
      writing(
        '<w:p><w:r><w:pict><v:shape><v:imagedata o:href="https://evil.example/pixel.png"/></v:shape></w:pict></w:r></w:p>',
      ),
    ],
    ['embedded', 'a workbook within', having({ parts: { 'word/embeddings/oleObject1.bin': 'x' } })],
    ['embedded', 'an object', leadingTo('oleObject', 'objects/one.bin')],
    ['embedded', 'a control', leadingTo('control', 'activeX1.xml')],
    ['embedded', 'another document', leadingTo('aFChunk', 'afchunk.html')],
    ['embedded', 'a chunk in the text', writing('<w:altChunk r:id="rId9"/>')],
    ['unknownPart', 'a relation of another kind', leadingTo('webExtension', 'extension.xml')],
    [
      'picture',
      'a picture that is none',
      having({
        relations: [{ id: 'rIdP', type: ofOffice('image'), target: 'media/a.png' }],
        parts: { 'word/media/a.png': 'MZ not a picture' },
      }),
    ],
    [
      'picture',
      'a picture in SVG',
      having({
        relations: [{ id: 'rIdP', type: ofOffice('image'), target: 'media/a.svg' }],
        parts: { 'word/media/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      }),
    ],
    [
      'declaration',
      'a type of document',
      having({
        parts: { 'word/notes.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
      }),
    ],
    [
      'declaration',
      'entities that grow',
      having({
        styles: '',
        parts: { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>' },
      }),
    ],
    ['damaged', 'an entity it does not declare', writing('<w:p>&b;</w:p>')],
    ['damaged', 'what is not XML', writing('<w:p>')],
    [
      'damaged',
      'another encoding',
      having({ parts: { 'word/styles.xml': Buffer.from('\ufeff<a/>', 'utf16le') } }),
    ],
    ['damaged', 'elements without end', writing('<w:p>'.repeat(5000) + '</w:p>'.repeat(5000))],
    [
      'field',
      'a picture that a field fetches',
      writing(field(instruction(' INCLUDEPICTURE "https://evil.example/p.png" \\d '))),
    ],
    [
      'field',
      'a command that is run',
      writing(field(instruction(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" '))),
    ],
    ['field', 'a command in pieces', writing(field(instruction(' DD'), instruction('EAUTO cmd ')))],
    [
      'field',
      'a command made by another field',
      writing(field(mark('begin'), instruction(' QUOTE 68 68 69 '), mark('end'), instruction(' cmd '))),
    ],
    ['field', 'a simple field', writing('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet c:\\a.xls "/></w:p>')],
    ['placeTwice', 'two marks', writing(paragraph('{{rapport}}'))],
    [
      'placeElsewhere',
      'a mark in a table',
      having({
        body: frenchBase.body.replace(
          /<w:p><w:r><w:t>\{\{rap.*?<\/w:p>/,
          `<w:tbl><w:tr><w:tc>${paragraph('{{rapport}}')}</w:tc></w:tr></w:tbl>`,
        ),
      }),
    ],
    [
      'placeElsewhere',
      'a mark amid words',
      having({ body: frenchBase.body.replace('{{rap<', 'Voici {{rap<') }),
    ],
    ['placeElsewhere', 'a mark in a header', having({ headers: { header1: paragraph('{{rapport}}') } })],
  ])('is refused (%s): %s', (code, _, bytes) => {
    const said = refusalOf(bytes);
    expect(said?.slice(0, refusals[code].length)).toBe(refusals[code]);
  });

  test('that was cut or altered anywhere is refused, and never read past its end', () => {
    const whole = wordFile(frenchBase);
    expect(refusalOf(whole)).toBeUndefined();
    for (let length = 1; length < whole.length; length += 97)
      expect([length, refusalOf(whole.subarray(0, length))]).toEqual([length, expect.any(String)]);
    for (let at = 0; at < whole.length; at += 61) {
      const altered = Buffer.from(whole);
      altered[at]! ^= 0xff;
      refusalOf(altered);
    }
  });
});

const listed = 'PK\u0001\u0002';
/** A part as it stands in an archive, stored, and how the index tells it. */
function local(name: string, data: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), data]);
}
function entry(name: string, data: Buffer, at: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(at, 10);
  const head = local(name, data).subarray(4, 30);
  return Buffer.concat([Buffer.from(listed), Buffer.alloc(2), head, tail, Buffer.from(name)]);
}

describe('an archive that is more than it says', () => {
  const parts = () => wordParts(frenchBase);

  test('is refused by what it weighs once inflated', () => {
    const blank = Buffer.alloc(8 * 1024 * 1024, 0x20);
    const heavy = archiveOf(new Map([...parts(), ['word/blank.xml', blank]]));
    expect(heavy.length).toBeLessThan(20_000);
    expect(refusalOf(heavy)).toBe(refusals.tooMuch);
    // The same, of what does not shrink, is only large
    const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251));
    expect(refusalOf(archiveOf(new Map([...parts(), ['word/noise.bin', noise]])))).toBeUndefined();
  });

  test('is refused when it declares less than there is, or more parts than a document has', () => {
    const archive = archiveOf(
      new Map([...parts(), ['word/blank.xml', Buffer.from(`<a>${' '.repeat(100_000)}</a>`)]]),
    );
    expect(refusalOf(archive)).toBeUndefined();
    const lying = Buffer.from(archive);
    const entry = lying.lastIndexOf('PK\u0001\u0002');
    expect(lying.readUInt32LE(entry + 24)).toBe(100_007);
    lying.writeUInt32LE(10, entry + 24);
    expect(refusalOf(lying)).toBe(refusals.tooMuch);
    const many = Array.from({ length: 2100 }, (_, at) => [`word/a${at}.xml`, Buffer.from('<a/>')] as const);
    expect(refusalOf(archiveOf(new Map([...parts(), ...many])))).toBe(refusals.tooMuch);
  });

  test.each<[RefusalCode, string, (archive: Buffer) => void]>([
    [
      'encrypted',
      'a part is ciphered',
      (archive) => archive.writeUInt16LE(0x0801, archive.indexOf(listed) + 8),
    ],
    ['damaged', 'its sum is another', (archive) => archive.writeUInt32LE(1, archive.indexOf(listed) + 16)],
    ['damaged', 'a part is named otherwise where it is', (archive) => archive.write('X', 30)],
  ])('is refused (%s): %s', (code, _, alter) => {
    const archive = wordFile(frenchBase);
    expect(refusalOf(archive)).toBeUndefined();
    alter(archive);
    expect(refusalOf(archive)).toBe(refusals[code]);
  });

  test('is refused when its parts share bytes', () => {
    const inner = local('inner.xml', Buffer.from('<a/>'));
    const file = (at: number) => {
      const outer = local('outer.bin', inner);
      const other = local('inner.xml', Buffer.from('<a/>'));
      const index = [entry('outer.bin', inner, 0), entry('inner.xml', Buffer.from('<a/>'), at)];
      const size = outer.length + other.length;
      const end = Buffer.alloc(18);
      end.writeUInt16LE(2, 4);
      end.writeUInt16LE(2, 6);
      end.writeUInt32LE(size, 12);
      return Buffer.concat([outer, other, ...index, Buffer.from('PK\u0005\u0006'), end]);
    };
    const apart = local('outer.bin', inner).length;
    expect(refusalOf(file(apart))).toBe(refusals.notWord);
    expect(refusalOf(file(30 + 'outer.bin'.length))).toBe(refusals.tooMuch);
  });

  test('names no place outside', () => {
    for (const name of ['../evil.xml', '/etc/evil.xml', 'word\\evil.xml', 'C:/evil.xml', 'word/./a.xml'])
      expect(refusalOf(archiveOf(new Map([...parts(), [name, Buffer.from('<a/>')]])))).toBe(refusals.damaged);
    const twice = new Map([...parts(), ['WORD/DOCUMENT.XML', Buffer.from('<a/>')]]);
    expect(refusalOf(archiveOf(twice))).toBe(refusals.damaged);
  });
});
