import { css, html, type CSSResult, type TemplateResult } from 'lit';

/** How much of a whole is filled, from 0 to 1, with its words above: « Situation · complète à 82 % ». */
export const meter = (label: string, share: number): TemplateResult =>
  html`<label class="meter"><span>${label}</span><meter min="0" max="1" .value=${share}></meter></label>`;

export const meterStyles: CSSResult = css`
  .meter {
    display: grid;
    gap: 4px;
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_ink-muted);
  }
  meter {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--_sunken);
    overflow: hidden;
  }
  meter::-webkit-meter-inner-element {
    display: block;
    block-size: 4px;
  }
  meter::-webkit-meter-bar {
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--_sunken);
  }
  meter::-webkit-meter-optimum-value {
    border-radius: 2px;
    background: var(--_accent);
  }
  meter::-moz-meter-bar {
    border-radius: 2px;
    background: var(--_accent);
  }
  @media (forced-colors: active) {
    meter {
      appearance: auto;
      block-size: 1em;
    }
  }
`;
