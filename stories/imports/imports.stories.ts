import '@lastria/elements/imports.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

const importer = { person: 'importer' } as const;

/** Opens one of the imports of the list, by the name of its file. */
const opening =
  (filename: string) =>
  (element: HTMLElement): void => {
    const list = element.shadowRoot!.querySelector('lastria-import-list')!;
    const buttons = [...list.shadowRoot!.querySelectorAll('button')];
    buttons.find((button) => button.ariaLabel?.endsWith(filename) && !button.matches('.quiet'))!.click();
  };

/** Reprendre les personnes suivies, et les travaux passés, depuis les tableaux du service. */
const meta: Meta<Scene> = {
  title: 'Administration/Imports',
  component: 'lastria-import',
  render: (args) => scene('lastria-import', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prête', args: importer };
export const Correspondance: Story = {
  name: 'Correspondance : des personnes',
  args: { ...importer, then: opening('agents-bloc.csv') },
};
export const Libelles: Story = {
  name: 'Correspondance : des travaux passés et leurs libellés',
  args: { ...importer, then: opening('travaux-2025.csv') },
};
export const Verifie: Story = {
  name: 'Vérifié, avec son compte rendu',
  args: { ...importer, then: opening('agents-logistique.csv') },
};
export const EnCours: Story = {
  name: 'Vérification en attente',
  args: { ...importer, then: opening('agents-restauration.csv') },
};
export const Importe: Story = {
  name: 'Importé',
  args: { ...importer, then: opening('agents-2025.csv') },
};
export const Vide: Story = { name: 'Vide', args: { ...importer, fault: 'empty' } };
export const Refusee: Story = {
  name: 'Refusé à qui ne peut pas écrire',
  args: { person: 'secretary' },
};
export const Chargement: Story = { name: 'En cours de chargement', args: { ...importer, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...importer, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...importer, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...importer, fault: 'expired' } };
export const Deconnectee: Story = { name: 'Déconnectée' };
export const Etroite: Story = {
  name: 'Étroite (360 px)',
  args: { ...importer, then: opening('agents-bloc.csv') },
  parameters: { width: '360px' },
};
export const Sombre: Story = { name: 'Sombre', args: importer, globals: { theme: 'sombre' } };
