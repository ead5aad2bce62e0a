import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';

/** What a frame of the page would have printed. */
export interface Sheet {
  readonly body: string;
  readonly styles: string;
  /** Its words, as a person reads them. */
  readonly words: readonly string[];
}

/** Before the page is loaded: `print()`, in whatever frame, keeps what it would have put on paper. */
export async function keepPrints(page: Page): Promise<readonly Sheet[]> {
  const sheets: Sheet[] = [];
  await page.exposeFunction('printed', (body: string, styles: string, text: string) =>
    sheets.push({ body, styles, words: wordsOf(text) }),
  );
  await page.addInitScript(() => {
    window.print = () => {
      const own = window as unknown as { printed(body: string, styles: string, text: string): void };
      const rules = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
      own.printed(
        document.body.outerHTML,
        rules.map(({ cssText }) => cssText).join('\n'),
        document.body.innerText,
      );
      dispatchEvent(new Event('afterprint'));
    };
  });
  return sheets;
}

/** A line may end at a hyphen, which then stands for itself. */
export const wordsOf = (text: string): string[] => text.split(/[\s-]+/).filter((word) => word !== '');

/** A page of paper, in points from its top left corner. */
export interface Paper {
  readonly height: number;
  readonly words: readonly string[];
  /** Where each run of text begins and ends from the top. */
  readonly lines: readonly { readonly text: string; readonly top: number; readonly bottom: number }[];
}

/** Prints a sheet as the browser does, and reads the paper. */
export async function onPaper(browser: Browser, sheet: Pick<Sheet, 'body' | 'styles'>): Promise<Paper[]> {
  const page = await browser.newPage();
  try {
    await page.setContent(
      `<!doctype html><html lang="fr"><style>${sheet.styles}</style>${sheet.body}</html>`,
    );
    const bytes = new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    const pdf = await getDocumentProxy(bytes);
    const { text } = await extractText(pdf, { mergePages: false });
    return await Promise.all(
      text.map(async (words, index) => {
        const one = await pdf.getPage(index + 1);
        const { height } = one.getViewport({ scale: 1 });
        const { items } = await one.getTextContent();
        const lines = items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const baseline = height - (item.transform as number[])[5]!;
          return [{ text: item.str, top: baseline - item.height, bottom: baseline }];
        });
        return { height, words: wordsOf(words), lines };
      }),
    );
  } finally {
    await page.close();
  }
}
