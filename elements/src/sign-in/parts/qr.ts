import { html, svg, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** A QR code as one path, dark on light whatever the theme: readers expect it so. */
export function qrCode(text: string, label: string): TemplateResult {
  const { size, data } = encode(text, { border: 3 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg
    class="qr"
    viewBox="0 0 ${size} ${size}"
    role="img"
    aria-label=${label}
    shape-rendering="crispEdges"
  >
    ${svg`<rect width=${size} height=${size} fill="#ffffff"></rect><path d=${path.join('')} fill="#000000"></path>`}
  </svg>`;
}
