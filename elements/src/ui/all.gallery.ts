import { css, html, LitElement, render, type TemplateResult } from 'lit';
import { emptyState, errorState, signedOutState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from './button.ts';
import { badge, chip, flag, flagStyles, removableChip } from './chip.ts';
import { chipStyles } from './chip.styles.ts';
import { UiCombobox } from './combobox.ts';
import { UiDateField } from './date-field.ts';
import { UiErrorSummary } from './error-summary.ts';
import { icon, iconNames } from './icons.ts';
import { UiMenu } from './menu.ts';
import { meter, meterStyles } from './meter.ts';
import { UiNumberField } from './number-field.ts';
import { UiDurationField } from './parsed-field.ts';
import { UiProgress } from './progress.ts';
import { UiSelectField } from './select-field.ts';
import { UiSidePanel } from './side-panel.ts';
import { UiTabs } from './tabs.ts';
import { UiTextArea, UiTextField } from './text-field.ts';
import { UiToasts } from './toast.ts';
import { UiTree } from './tree.ts';
import { UiVirtualList } from './virtual-list.ts';

export const blocks = [
  UiCombobox,
  UiDateField,
  UiErrorSummary,
  UiMenu,
  UiNumberField,
  UiDurationField,
  UiProgress,
  UiSelectField,
  UiSidePanel,
  UiTabs,
  UiTextArea,
  UiTextField,
  UiToasts,
  UiTree,
  UiVirtualList,
];

export const requests = [
  { value: 'loyer', label: 'Impayé de loyer', group: 'Demandes ouvertes', note: 'ouverte depuis 12 j' },
  { value: 'tpt', label: 'Temps partiel thérapeutique', group: 'Demandes ouvertes', note: '34 j' },
  { value: 'energie', label: 'Impayé d’énergie', group: 'Logement' },
  {
    value: 'expulsion',
    label: 'Prévention de l’expulsion',
    group: 'Logement',
    keywords: 'commandement de payer',
  },
  { value: 'rqth', label: 'Renouvellement de RQTH', group: 'Handicap' },
];

export const units = [
  {
    id: 'nord',
    label: 'Direction Nord',
    note: '412',
    children: [
      { id: 'lille', label: 'Entité Lille', note: '246' },
      {
        id: 'arras',
        label: 'Entité Arras',
        note: '166',
        children: [{ id: 'lens', label: 'Antenne de Lens' }],
      },
    ],
  },
  { id: 'sud', label: 'Direction Sud', note: '308', children: [{ id: 'nimes', label: 'Entité Nîmes' }] },
  { id: 'siege', label: 'Siège' },
];

const entries = Array.from({ length: 200 }, (_, index) => ({
  day: `${(index % 28) + 1} nov.`,
  text: index % 3 ? 'Entretien téléphonique' : 'Courrier à un partenaire',
}));

const rowStyles = css`
  .row {
    display: flex;
    gap: 12px;
    padding: 8px;
    font-size: var(--_size);
  }
  time {
    inline-size: 64px;
    color: var(--_ink-muted);
  }
`;

class Gallery extends LitElement {
  static override styles = [
    base,
    buttons,
    chipStyles,
    flagStyles,
    meterStyles,
    stateStyles,
    css`
      :host {
        container-type: inline-size;
        padding: 16px;
        background: var(--_surface);
      }
      .grid {
        display: grid;
        gap: 16px 32px;
        grid-template-columns: minmax(0, 1fr);
      }
      @container (min-width: 900px) {
        .grid {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
      }
      section {
        display: grid;
        gap: 12px;
        align-content: start;
        min-inline-size: 0;
      }
      h2 {
        margin: 8px 0 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      lastria-ui-side-panel {
        border: 1px solid var(--_line);
      }
      lastria-ui-virtual-list {
        block-size: 220px;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div class="grid">
        <section>
          <h2>Boutons</h2>
          <div class="actions">
            <button class="button primary">${icon('plus')}Travail</button
            ><button class="button">Rendez-vous</button><button class="button quiet">Agrandir</button>
            <lastria-ui-menu
              label="Courrier"
              .items=${[
                { id: 'a', label: 'Lettre type', icon: 'file' },
                { id: 'b', label: 'Clôturer le dossier', danger: true },
              ]}
            ></lastria-ui-menu>
            <lastria-ui-menu
              label="Autres actions"
              icon="more"
              .items=${[{ id: 't', label: 'Transférer', icon: 'transfer' }]}
            ></lastria-ui-menu>
            <button class="button danger">Supprimer</button
            ><button class="button" aria-disabled="true">Indisponible</button>
          </div>
          <div class="actions">
            ${flag('success', 'Ouvert')}${flag('warning', 'RQTH à échéance le 12 mars')}${flag('danger', 'Ne pas contacter au domicile')}${flag('neutral', 'Clos')}${flag('accent', 'Nouveau')}${badge(1284)}
          </div>
          <div class="actions">
            ${chip('Impayé de loyer')}${chip('FSL', true)}${removableChip('Plan d’apurement', 'Retirer Plan d’apurement', () => {})}
          </div>
          ${meter('Situation · complète à 82\u00a0%', 0.82)}
          <lastria-ui-progress label="Export de 12 400 dossiers" value="38" cancellable></lastria-ui-progress>
          <div class="actions">${iconNames.map((name) => icon(name))}</div>
          <h2>Unités</h2>
          <lastria-ui-tree
            label="Unités"
            .nodes=${units}
            .selected=${['lille']}
            .expanded=${new Set(['nord'])}
          ></lastria-ui-tree>
          <lastria-ui-tabs
            label="Dossier"
            .tabs=${[
              { id: 'fil', label: 'Fil', count: 41 },
              { id: 'situation', label: 'Situation' },
              { id: 'cours', label: 'En cours', count: 3 },
            ]}
            ><p slot="fil">Le fil du suivi.</p>
            <p slot="situation">La situation.</p></lastria-ui-tabs
          >
        </section>
        <section>
          <h2>Champs</h2>
          <lastria-ui-error-summary
            .errors=${[{ text: 'Choisissez au moins une demande.', field: () => null }]}
          ></lastria-ui-error-summary>
          <lastria-ui-text-field
            label="Avec qui"
            hint="Partenaire ou proche"
            value="Office public de l’habitat"
          ></lastria-ui-text-field>
          <lastria-ui-date-field
            label="Date"
            required
            value="2026-11-21"
            .value=${'2026-11-21'}
          ></lastria-ui-date-field>
          <lastria-ui-duration-field label="Durée" .value=${90}></lastria-ui-duration-field>
          <lastria-ui-number-field label="Enfants à charge" .value=${2}></lastria-ui-number-field>
          <lastria-ui-select-field
            label="Lieu"
            .options=${[
              { value: 'b', label: 'Au bureau' },
              { value: 'd', label: 'À domicile' },
            ]}
            .value=${'b'}
          ></lastria-ui-select-field>
          <lastria-ui-combobox label="Travail" .options=${requests} .value=${'loyer'}></lastria-ui-combobox>
          <lastria-ui-combobox
            label="Demandes"
            multiple
            .options=${requests}
            .values=${['loyer', 'rqth']}
            error="Choisissez au moins une demande."
            placeholder="Ajouter une demande"
          ></lastria-ui-combobox>
          <lastria-ui-text-area
            label="Texte"
            .value=${'Le bailleur confirme la réception du dossier FSL. Commission le 4 décembre, réponse attendue sous huit jours.'}
          ></lastria-ui-text-area>
        </section>
        <section>
          <h2>États</h2>
          ${skeleton(3)}${emptyState('Aucun travail pour cette personne.', { label: 'Saisir un travail', icon: 'plus', run: () => {} })}
          ${errorState({ title: 'Le dossier n’a pas pu être enregistré.', detail: 'Le réseau ne répond pas.', requestId: '0193-5a2c' }, () => {}, 'Votre texte est conservé.')}
          ${signedOutState(() => {})}
          <lastria-ui-side-panel heading="Nouveau travail" open
            ><p>Le contenu du panneau.</p></lastria-ui-side-panel
          >
          <lastria-ui-virtual-list
            label="Fil du suivi"
            total="200"
            .items=${entries}
            .rowStyles=${rowStyles}
            .renderRow=${(entry: { day: string; text: string }) => html`<div class="row"><time>${entry.day}</time><span>${entry.text}</span></div>`}
          ></lastria-ui-virtual-list>
        </section>
      </div>
      <lastria-ui-toasts></lastria-ui-toasts>`;
  }
}

/** Every block in every part of its life, in the element returned. */
export async function gallery(parent: HTMLElement, theme = 'neutre'): Promise<HTMLElement> {
  for (const block of blocks) block.define();
  if (!customElements.get('lastria-ui-gallery')) customElements.define('lastria-ui-gallery', Gallery);
  const stage = document.createElement('main');
  parent.append(stage);
  render(html`<lastria-ui-gallery theme=${theme}></lastria-ui-gallery>`, stage);
  const element = stage.querySelector<LitElement>('lastria-ui-gallery')!;
  await element.updateComplete;
  element.renderRoot
    .querySelector<UiToasts>('lastria-ui-toasts')
    ?.show({ text: 'Travail enregistré.', undo: () => {} });
  const list = element.renderRoot.querySelector('lastria-ui-virtual-list')!;
  // Rows exist only in view.
  list.scrollIntoView();
  while (!list.shadowRoot?.querySelector('[role="row"]')) await new Promise(requestAnimationFrame);
  return element;
}
