import { archiveOf } from '../files/archive.ts';
import { sampleSet } from '../files/sample-reports.ts';

/** Word files as people have them, made here part by part. */

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
export const wordSpaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  `xmlns:r="${office}/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" ' +
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external?: boolean;
}

export interface WordFile {
  /** Within `w:body`. */
  readonly body: string;
  /** Within `w:styles`. */
  readonly styles?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly footers?: Readonly<Record<string, string>>;
  readonly relations?: readonly Relation[];
  /** Any other part, by its name. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  readonly mainType?: string;
  readonly types?: string;
}

export const ofOffice = (kind: string) => `${office}/relationships/${kind}`;

const relationsOf = (all: readonly Relation[]) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ({ id, type, target, external }) =>
        `<Relationship Id="${id}" Type="${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export const wordprocessing = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The parts of a Word file, in their order. */
export function wordParts(file: WordFile): Map<string, Buffer> {
  const { body, styles = '', headers = {}, footers = {}, relations = [], parts = {} } = file;
  const bands = [
    ...Object.entries(headers).map(([name, xml]) => ({ name, xml, kind: 'header', element: 'hdr' })),
    ...Object.entries(footers).map(([name, xml]) => ({ name, xml, kind: 'footer', element: 'ftr' })),
  ];
  const type = (part: string, kind: string) =>
    `<Override PartName="/word/${part}.xml" ContentType="${wordprocessing}.${kind}+xml"/>`;
  const types =
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' +
    `<Override PartName="/word/document.xml" ContentType="${file.mainType ?? `${wordprocessing}.document.main+xml`}"/>` +
    type('styles', 'styles') +
    type('settings', 'settings') +
    bands.map(({ name, kind }) => type(name, kind)).join('') +
    `${file.types ?? ''}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
  const core =
    `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Modèle</dc:title><dc:creator>Communication</dc:creator></cp:coreProperties>';
  const named: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': types,
    '_rels/.rels': relationsOf([
      { id: 'rId1', type: ofOffice('officeDocument'), target: 'word/document.xml' },
      {
        id: 'rId2',
        type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        target: 'docProps/core.xml',
      },
    ]),
    'docProps/core.xml': core,
    'word/document.xml': `${head}<w:document ${wordSpaces}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `${head}<w:styles ${wordSpaces}>${styles}</w:styles>`,
    'word/settings.xml': `${head}<w:settings ${wordSpaces}><w:zoom w:percent="100"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    ...Object.fromEntries(
      bands.map(({ name, xml, element }) => [
        `word/${name}.xml`,
        `${head}<w:${element} ${wordSpaces}>${xml}</w:${element}>`,
      ]),
    ),
    'word/_rels/document.xml.rels': relationsOf([
      { id: 'rId1', type: ofOffice('styles'), target: 'styles.xml' },
      { id: 'rId2', type: ofOffice('settings'), target: 'settings.xml' },
      ...bands.map(({ name, kind }) => ({ id: `rId_${name}`, type: ofOffice(kind), target: `${name}.xml` })),
      ...relations,
    ]),
    ...parts,
  };
  return new Map(
    Object.entries(named).map(([name, content]) => [
      name,
      typeof content === 'string' ? Buffer.from(content) : Buffer.from(content),
    ]),
  );
}

export const wordFile = (file: WordFile): Buffer => archiveOf(wordParts(file));

export const paragraph = (text: string, style?: string, more = '') =>
  `<w:p><w:pPr>${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${more}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const style = (kind: string, id: string, name: string, inside: string, more = '') =>
  `<w:style w:type="${kind}" w:styleId="${id}"${more}><w:name w:val="${name}"/>${inside}</w:style>`;
const field = (code: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const defaults = (font: string, size: number) =>
  `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"/><w:sz w:val="${size * 2}"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>`;

/** As Word in French writes it: ids in French, names in English; a cover, and the mark cut by the checking of spelling. */
export const frenchBase: WordFile = {
  styles:
    defaults('Calibri', 11) +
    style('paragraph', 'Normal', 'Normal', '<w:qFormat/>', ' w:default="1"') +
    style(
      'paragraph',
      'Titre1',
      'heading 1',
      '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/><w:color w:val="7B1FA2"/><w:sz w:val="36"/></w:rPr>',
    ) +
    style(
      'paragraph',
      'Titre',
      'Title',
      '<w:basedOn w:val="Normal"/><w:rPr><w:color w:val="7B1FA2"/><w:sz w:val="60"/></w:rPr>',
    ) +
    style(
      'paragraph',
      'Sous-titre',
      'Subtitle',
      '<w:basedOn w:val="Normal"/><w:rPr><w:i/><w:sz w:val="28"/></w:rPr>',
    ) +
    style(
      'paragraph',
      'Lgende',
      'caption',
      '<w:basedOn w:val="Normal"/><w:rPr><w:i/><w:color w:val="7B1FA2"/><w:sz w:val="18"/></w:rPr>',
    ) +
    style(
      'paragraph',
      'TM1',
      'toc 1',
      '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="60"/></w:pPr>',
    ) +
    style('paragraph', 'En-tte', 'header', '<w:basedOn w:val="Normal"/>') +
    style(
      'table',
      'TableauNormal',
      'Normal Table',
      '<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
      ' w:default="1"',
    ) +
    style(
      'table',
      'TableauRapport',
      'Tableau rapport',
      '<w:basedOn w:val="TableauNormal"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders><w:top w:val="single" w:sz="8" w:color="7B1FA2"/><w:bottom w:val="single" w:sz="8" w:color="7B1FA2"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="7B1FA2"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3E5F5"/></w:tcPr></w:tblStylePr>',
      ' w:customStyle="1"',
    ),
  headers: { header1: paragraph('Centre hospitalier de Val-Doré – {{titre}}', 'En-tte') },
  footers: { footer1: `<w:p>${field('PAGE')}</w:p>` },
  body:
    paragraph('{{titre}}', 'Titre') +
    paragraph('Exercice {{période}}', 'Sous-titre') +
    paragraph('Le mot de la direction : une année de travail.') +
    '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' +
    '<w:p><w:r><w:t>{{rap</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>port}}</w:t></w:r></w:p>' +
    paragraph('Document imprimé par le service social.') +
    '<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/><w:footerReference w:type="default" r:id="rId_footer1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>',
};

const picture = (width: number, height: number) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="${width * 9525}" cy="${height * 9525}"/><wp:docPr id="1" name="Bandeau" descr="Bandeau de l’établissement"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Bandeau"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width * 9525}" cy="${height * 9525}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

/** On its side, a picture above each page, another first page, no style but the usual ones, no mark. */
export const landscapeBase: WordFile = {
  styles: defaults('Arial', 10) + style('paragraph', 'Normal', 'Normal', '', ' w:default="1"'),
  headers: {
    header1: picture(300, 30),
    header2: paragraph('Couverture du conseil départemental'),
  },
  footers: {
    footer1: `<w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r>${field('PAGE')}<w:r><w:t xml:space="preserve"> sur </w:t></w:r>${field('NUMPAGES')}</w:p>`,
    footer2: paragraph('Première page'),
  },
  body:
    paragraph('Conseil départemental') +
    '<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/><w:headerReference w:type="first" r:id="rId_header2"/><w:footerReference w:type="default" r:id="rId_footer1"/><w:footerReference w:type="first" r:id="rId_footer2"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>',
  parts: {
    'word/media/image1.png': sampleSet.logo!.bytes,
    'word/_rels/header1.xml.rels': relationsOf([
      { id: 'rIdPicture', type: ofOffice('image'), target: 'media/image1.png' },
    ]),
  },
};
