import { html, nothing, type TemplateResult } from 'lit';
import type { Choice } from '../../ui/select-field.ts';
import type { ImportMapping, ImportPreview } from '../imports.data.ts';
import { coloursOf, meaningOf, sitesOf, withMeaning, withSiteOf } from '../imports.mapping.ts';
import type { ImportsMessages } from '../imports.messages.ts';

type Set = (mapping: ImportMapping) => void;
type Texts = ImportsMessages['mapping'];

/** What the file calls a site, and the unit its rows go to. */
export function renderSites(
  mapping: ImportMapping,
  preview: ImportPreview,
  units: readonly Choice[],
  texts: Texts,
  set: Set,
): TemplateResult | typeof nothing {
  const sites = sitesOf(mapping, preview);
  if (sites.length === 0) return nothing;
  return html`<section class="stack" aria-labelledby="sites">
    <div>
      <h3 id="sites">${texts.sites}</h3>
      <p class="muted">${texts.sitesIntro}</p>
    </div>
    <ul class="plain">
      ${sites.map(
        ([wording, site]) =>
          html`<li class="pair">
            <span class="header">${wording}</span>
            <lastria-ui-select-field
              label-hidden
              .label=${texts.siteOf(wording)}
              .placeholder=${texts.unknownSite}
              .options=${units}
              .value=${site ?? ''}
              @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => set(withSiteOf(mapping, wording, event.detail.value || null))}
            ></lastria-ui-select-field>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What the colour of a name means; a fill is an attribute of a shape, never a style. */
export function renderColours(
  mapping: ImportMapping,
  texts: Texts,
  set: Set,
): TemplateResult | typeof nothing {
  const colours = coloursOf(mapping);
  if (colours.length === 0) return nothing;
  const options = Object.entries(texts.means)
    .filter(([value]) => value !== '')
    .map(([value, label]) => ({ value, label }));
  return html`<section class="stack" aria-labelledby="colours">
    <div>
      <h3 id="colours">${texts.colours}</h3>
      <p class="muted">${texts.coloursIntro}</p>
    </div>
    <ul class="plain">
      ${colours.map(
        (colour, index) =>
          html`<li class="pair">
            <span class="header"
              ><svg class="swatch" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true">
                <rect x="1" y="1" width="26" height="18" rx="3" fill=${rgb(colour.fill)}></rect></svg
              >${colour.strike ? texts.struck : texts.plain}</span
            >
            <lastria-ui-select-field
              label-hidden
              .label=${texts.colourOf(colour.fill, colour.strike ?? false)}
              .placeholder=${texts.means['']}
              .options=${options}
              .value=${meaningOf(colour)}
              @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => set(withMeaning(mapping, index, event.detail.value, texts.death))}
            ></lastria-ui-select-field>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** A workbook writes RRGGBB, or AARRGGBB; a colour it names otherwise is drawn as none. */
const rgb = (fill: string): string =>
  /^([\da-f]{6}|[\da-f]{8})$/i.test(fill) ? `#${fill.slice(-6)}` : 'none';
