import { css, type CSSResult } from 'lit';

/** What stands around the form: the line of the draft, drafts found, who the form is about. */
export const frameStyles: CSSResult = css`
  footer {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2) var(--_space-3);
    padding-block: var(--_space-2);
    background: inherit;
    border-block-start: 1px solid var(--_line);
  }
  .status {
    display: flex;
    align-items: center;
    gap: 5px;
    min-block-size: 1.45em;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .status .icon {
    inline-size: 15px;
    block-size: 15px;
  }
  .status[data-state='offline'] {
    color: var(--_warning);
  }
  .status[data-state='failed'] {
    color: var(--_danger);
  }
  footer .actions {
    margin-inline-start: auto;
  }
  [data-field],
  .card {
    /* What a page keeps above the form, when it does, and the line of the draft below */
    scroll-margin-block: var(--_covered, 16px) 96px;
  }

  .partner-fields {
    display: grid;
    gap: var(--_space-3);
  }

  .drafts,
  .banner {
    display: grid;
    gap: var(--_space-2);
    margin-block-end: var(--_space-3);
    padding: var(--_space-3) var(--_space-3) var(--_space-3) var(--_space-4);
    font-size: var(--_size);
    background: var(--_accent-soft);
    border-inline-start: 3px solid var(--_accent);
    border-radius: var(--_radius-small);
  }
  .drafts .title,
  .banner {
    font-weight: 600;
  }
  .drafts .title {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .drafts ul {
    display: grid;
    gap: var(--_space-2);
  }
  .drafts li {
    display: flex;
    gap: var(--_space-2);
    align-items: start;
  }
  .drafts li p {
    flex: 1;
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    color: var(--_ink-muted);
    overflow-wrap: anywhere;
  }
  .drafts li span {
    color: var(--_ink);
  }
  .drafts > .button {
    justify-self: start;
    padding-inline: 0;
  }
  .drafts .actions {
    flex-wrap: nowrap;
  }
  .banner {
    grid-template-columns: auto 1fr;
    align-items: start;
    background: var(--_warning-soft);
    border-color: var(--_warning);
  }
  .banner .icon {
    color: var(--_warning);
  }
  .banner .button {
    grid-column: 2;
    justify-self: start;
  }
  lastria-ui-error-summary {
    display: block;
    margin-block-end: var(--_space-3);
  }

  .author {
    margin-block-end: var(--_space-2);
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  @container (inline-size < 400px) {
    footer .actions {
      inline-size: 100%;
    }
    footer .actions .button {
      flex: 1 1 auto;
      padding-inline: 6px;
    }
  }
`;
