import { css, type CSSResult } from 'lit';

/** The frame takes no place on the page it is printed from. */
export const printStyles: CSSResult = css`
  .print-frame {
    position: fixed;
    inset-block-end: 0;
    inline-size: 0;
    block-size: 0;
    border: 0;
  }
`;
