import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { stateOf, states, type State } from '../.storybook/states.ts';
import './captures.css';

interface StoryFile {
  readonly default: Meta<Scene>;
  readonly [name: string]: StoryObj<Scene> | Meta<Scene>;
}
const files = Object.values(
  import.meta.glob<StoryFile>(['../*/*.stories.ts', '!./captures.stories.ts'], { eager: true }),
);

/** The stories of an element, by state. */
function scenesOf(tag: string): Map<State, Scene> {
  const file = files.find((one) => one.default.component === tag);
  if (!file) throw new Error(`No story shows <${tag}>`);
  const { default: meta, ...stories } = file;
  const found = Object.values(stories as Record<string, StoryObj<Scene>>).toReversed();
  return new Map(
    found.flatMap(({ name, args }) => {
      const state = stateOf(name ?? '');
      return state ? [[state, { ...meta.args, ...args } as Scene]] : [];
    }),
  );
}

/** Cinq états, trois largeurs, deux thèmes : chaque élément d’un coup d’œil. */
const meta: Meta<{ readonly tag: string }> = {
  title: 'Lastria/Captures',
  tags: ['!autodocs'],
  parameters: { a11y: { test: 'off' } },
  render({ tag }) {
    const scenes = scenesOf(tag);
    const page = document.createElement('div');
    page.className = 'captures';
    for (const state of states) {
      const title = document.createElement('h2');
      title.textContent = state;
      const row = document.createElement('div');
      row.className = 'row';
      for (const theme of ['neutre', 'sombre'])
        for (const width of [360, 768, 1440]) row.append(capture(tag, scenes.get(state)!, theme, width));
      page.append(title, row);
    }
    return page;
  },
};
export default meta;

function capture(tag: string, args: Scene, theme: string, width: number): HTMLElement {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.textContent = `${width} px, ${theme}`;
  const frame = document.createElement('div');
  frame.className = `frame ${theme === 'sombre' ? 'dark' : ''}`;
  frame.style.setProperty('inline-size', `${width}px`);
  // Thirty sessions on one page would each hold a connection to a live server
  const element = scene(tag, { ...args, recorded: true });
  element.setAttribute('theme', theme);
  frame.append(element);
  figure.append(caption, frame);
  return figure;
}

type Story = StoryObj<{ readonly tag: string }>;
export const Liste: Story = { name: 'Liste des dossiers', args: { tag: 'lastria-file-list' } };
export const Dossier: Story = { name: 'Dossier social', args: { tag: 'lastria-social-file' } };
export const Saisie: Story = { name: 'Saisie d’un travail', args: { tag: 'lastria-tdm-editor' } };
export const Agenda: Story = { name: 'Agenda', args: { tag: 'lastria-agenda' } };
export const ReglagesAgenda: Story = {
  name: 'Réglages de l’agenda',
  args: { tag: 'lastria-agenda-settings' },
};
export const Calendriers: Story = { name: 'Mes calendriers', args: { tag: 'lastria-calendars' } };
export const Rappels: Story = { name: 'Rappels', args: { tag: 'lastria-reminders' } };
export const Conges: Story = { name: 'Congés', args: { tag: 'lastria-leave' } };
export const Configuration: Story = { name: 'Configuration', args: { tag: 'lastria-configuration' } };
export const Equipe: Story = { name: 'Équipe', args: { tag: 'lastria-team' } };
export const Imports: Story = { name: 'Imports', args: { tag: 'lastria-import' } };
export const Connexion: Story = { name: 'Connexion', args: { tag: 'lastria-sign-in' } };
export const Journal: Story = { name: 'Journal des accès', args: { tag: 'lastria-access-log' } };
export const Statistiques: Story = {
  name: 'Statistiques',
  args: { tag: 'lastria-statistics-builder' },
};
export const Avis: Story = { name: 'Avis', args: { tag: 'lastria-notices' } };
