import { css, type CSSResult } from 'lit';

export const textAreaStyles: CSSResult = css`
  textarea.control {
    display: block;
    resize: vertical;
    field-sizing: content;
    min-block-size: calc(var(--rows) * 1.4em + 12px);
    max-block-size: 60vh;
    line-height: 1.4;
  }
  @supports not (field-sizing: content) {
    textarea.control {
      block-size: var(--height, auto);
    }
  }
`;
