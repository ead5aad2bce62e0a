import '@lastria/elements/configuration.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { come, find } from '../.storybook/inside.ts';

const admin = { person: 'administrator' } as const;

/** Another administrator changed the threshold that is typed here. */
function typeAndSave(element: HTMLElement): void {
  const part = find(element, 'lastria-configuration-thresholds')!;
  const input = find<HTMLInputElement>(find(part, '#disclosureThreshold')!, 'input')!;
  input.value = '15';
  input.dispatchEvent(new Event('change'));
  find<HTMLButtonElement>(part, '.button.primary')!.click();
}

/** A file of a neighbour, as if it had been chosen in the window of the system. */
function giveFile(element: HTMLElement): void {
  const input = find<HTMLInputElement>(find(element, 'lastria-configuration-exchange')!, 'input')!;
  const files = new DataTransfer();
  files.items.add(
    new File(['{"format":"lastria-configuration","lists":[],"fields":[]}'], 'service-voisin.json'),
  );
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

/** Un document Word, comme s’il avait été choisi dans la fenêtre du système. */
async function giveDocument(element: HTMLElement): Promise<void> {
  const piece = await come(element, 'lastria-configuration-letterhead-piece[data-kind="base"]');
  const input = await come<HTMLInputElement>(piece, 'input');
  const files = new DataTransfer();
  files.items.add(new File(['PK'], 'modele-de-rapport.docx'));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

/** Ce que règle l’administrateur d’un service : listes, champs, partenaires, entités, seuils, et le tout en fichier. */
const meta: Meta<Scene> = {
  title: 'Administration/Configuration',
  component: 'lastria-configuration',
  render: (args) => scene('lastria-configuration', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Listes: Story = { name: 'Prête : listes', args: admin };
export const Champs: Story = { name: 'Champs', args: { ...admin, attributes: { tab: 'fields' } } };
export const Partenaires: Story = {
  name: 'Partenaires',
  args: { ...admin, attributes: { tab: 'partners' } },
};
export const Entites: Story = { name: 'Entités', args: { ...admin, attributes: { tab: 'units' } } };
export const Seuils: Story = { name: 'Seuils', args: { ...admin, attributes: { tab: 'thresholds' } } };
export const Modele: Story = { name: 'Modèle de rapport', args: { ...admin, attributes: { tab: 'report' } } };
export const ModeleEnPlace: Story = {
  name: 'Modèle de rapport : un document en place',
  args: { ...admin, recorded: true, attributes: { tab: 'report' }, then: giveDocument },
};
export const Fichier: Story = { name: 'Fichier', args: { ...admin, attributes: { tab: 'file' } } };
export const Apercu: Story = {
  name: 'Fichier : ce qu’un import change',
  args: { ...admin, recorded: true, attributes: { tab: 'file' }, then: giveFile },
};
export const Conflit: Story = {
  name: 'Modifiée par quelqu’un d’autre',
  args: { ...admin, attributes: { tab: 'thresholds' }, fault: 'conflict', then: typeAndSave },
};
export const Vide: Story = {
  name: 'Vide : aucun champ',
  args: { ...admin, attributes: { tab: 'fields' }, fault: 'empty' },
};
export const Refusee: Story = {
  name: 'Refusée à qui n’est pas administrateur',
  args: { person: 'secretary', recorded: true },
};
export const Chargement: Story = { name: 'En cours de chargement', args: { ...admin, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...admin, fault: 'error' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...admin, fault: 'expired' } };
export const Deconnectee: Story = { name: 'Déconnectée' };
export const Etroite: Story = {
  name: 'Étroite (360 px)',
  args: admin,
  parameters: { width: '360px' },
};
export const Sombre: Story = { name: 'Sombre', args: admin, globals: { theme: 'sombre' } };
