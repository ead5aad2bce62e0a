import '@lastria/elements/imports.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { come } from '../.storybook/inside.ts';

/** The imports of the recording, each at its own step: the demonstration starts without any. */
const importer = { person: 'importer', recorded: true } as const;

/** Opens one of the imports of the list, by the name of its file. */
const opening =
  (filename: string) =>
  (element: HTMLElement): void => {
    const list = element.shadowRoot!.querySelector('lastria-import-list')!;
    const buttons = [...list.shadowRoot!.querySelectorAll('button')];
    buttons.find((button) => button.ariaLabel?.endsWith(filename) && !button.matches('.quiet'))!.click();
  };

/** Opens one, then does one thing there. */
const opened =
  (filename: string, act: (element: HTMLElement) => Promise<void>) =>
  async (element: HTMLElement): Promise<void> => {
    opening(filename)(element);
    await act(element);
  };

/** Another window saved its own date of the list meanwhile. */
async function chooseAnother(element: HTMLElement): Promise<void> {
  const unit = await come(element, '#unit');
  const list = await come<HTMLSelectElement>(unit, 'select');
  list.selectedIndex = list.options.length - 1;
  list.dispatchEvent(new Event('change'));
}

/** Reprendre les personnes suivies, et les travaux passés, depuis les tableaux du service. */
const meta: Meta<Scene> = {
  title: 'Administration/Imports',
  component: 'lastria-import',
  render: (args) => scene('lastria-import', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prête', args: { person: 'importer' } };
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
export const Avancement: Story = {
  name: 'Vérification en cours',
  args: { ...importer, then: opening('agents-maternite.csv') },
};
export const Conflit: Story = {
  name: 'Correspondance modifiée dans une autre fenêtre',
  args: { ...importer, fault: 'conflict', then: opened('agents-bloc.csv', chooseAnother) },
};
export const Importe: Story = {
  name: 'Importé',
  args: { ...importer, then: opening('agents-2025.csv') },
};
export const Annulation: Story = {
  name: 'Importé, sur le point d’être annulé',
  args: {
    ...importer,
    then: opened('agents-2025.csv', async (element) => (await come<HTMLElement>(element, '#undo')).click()),
  },
};
export const Annule: Story = {
  name: 'Annulé',
  args: { ...importer, then: opening('agents-accueil.csv') },
};
export const Vide: Story = { name: 'Vide', args: { ...importer, fault: 'empty' } };
export const Refusee: Story = {
  name: 'Refusé à qui ne peut pas écrire',
  args: { person: 'secretary', recorded: true },
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
