import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { UiElement } from '../../core/ui-element.ts';
import { base } from '../../core/tokens.ts';

/** Greatest room it takes, in points of the page. */
const room = { width: 240, height: 120 } as const;

/** A picture received as a file: drawn, since a page with a strict policy shows none but those of its address. */
export class LetterheadPicture extends UiElement {
  static override readonly tag = 'lastria-configuration-picture';
  static override styles = [
    base,
    css`
      canvas {
        display: block;
        inline-size: var(--_width, auto);
        max-inline-size: 100%;
        padding: 8px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-small);
        /* Paper, in the dark too: what a logo is made for */
        background: #fff;
        box-sizing: border-box;
      }
    `,
  ];

  @property({ attribute: false }) file: Blob | undefined;
  @property() label = '';
  @query('canvas') private canvas!: HTMLCanvasElement;

  override render(): TemplateResult {
    return html`<canvas role="img" aria-label=${this.label} width="1" height="1"></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('file')) void this.#draw();
  }

  async #draw(): Promise<void> {
    const { file, canvas } = this;
    if (!file) return;
    const picture = await createImageBitmap(file).catch(() => undefined);
    if (!picture || this.file !== file) return;
    const scale = Math.min(1, room.width / picture.width, room.height / picture.height);
    const sharp = Math.min(1, scale * 2);
    canvas.width = Math.max(1, Math.round(picture.width * sharp));
    canvas.height = Math.max(1, Math.round(picture.height * sharp));
    canvas.style.setProperty('--_width', `${Math.round(picture.width * scale) + 18}px`);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  }
}
