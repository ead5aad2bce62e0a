import '@lastria/elements/team.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { find } from '../.storybook/inside.ts';

const admin = { person: 'administrator' } as const;

/** One chooses somebody of the list. */
async function choose(element: HTMLElement, name: string): Promise<void> {
  const part = find(element, 'lastria-team-people')!;
  const row = [
    ...find(part, 'lastria-ui-tree')!.shadowRoot!.querySelectorAll<HTMLElement>('[role=treeitem]'),
  ];
  row.find(({ textContent }) => textContent.includes(name))!.click();
  await (part as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
}

/** Qui fait partie du service, ce que chacun peut voir, depuis quand, jusqu’à quand, par qui et pourquoi, et comment il se connecte. */
const meta: Meta<Scene> = {
  title: 'Administration/Équipe',
  component: 'lastria-team',
  render: (args) => scene('lastria-team', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prête : personnes et droits', args: admin };
export const Personne: Story = {
  name: 'Une personne et ses droits',
  args: { ...admin, then: (element) => choose(element, 'Morel') },
};
export const Revue: Story = { name: 'Revue annuelle', args: { ...admin, attributes: { tab: 'review' } } };
export const Assistance: Story = {
  name: 'Assistance de l’éditeur',
  args: { ...admin, attributes: { tab: 'support' } },
};
export const Decisions: Story = { name: 'Décisions', args: { ...admin, attributes: { tab: 'decisions' } } };
export const Portail: Story = {
  name: 'Portail et sessions',
  args: { ...admin, attributes: { tab: 'embedding' } },
};
export const PortailLu: Story = {
  name: 'Portail et sessions, lus par le délégué',
  args: { person: 'officer', recorded: true, attributes: { tab: 'embedding' } },
};
export const Vide: Story = { name: 'Vide', args: { ...admin, fault: 'empty' } };
export const Refusee: Story = {
  name: 'Refusée à qui n’est ni administrateur ni délégué',
  args: { person: 'secretary', recorded: true },
};
export const Chargement: Story = { name: 'En cours de chargement', args: { ...admin, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...admin, fault: 'error' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...admin, fault: 'expired' } };
export const Deconnectee: Story = { name: 'Déconnectée' };
export const Etroite: Story = { name: 'Étroite (360 px)', args: admin, parameters: { width: '360px' } };
export const Sombre: Story = {
  name: 'Sombre',
  args: { ...admin, then: (element) => choose(element, 'Morel') },
  globals: { theme: 'sombre' },
};
