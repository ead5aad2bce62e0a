import '@lastria/elements/statistics-builder.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

const manager = { person: 'social-worker' } as const;

/** Les rapports du service et toute autre question : une phrase qui est la question, et ses chiffres aussitôt. */
const meta: Meta<Scene> = {
  title: 'Pilotage/Statistiques',
  component: 'lastria-statistics-builder',
  render: (args) => scene('lastria-statistics-builder', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt : demandes par catégorie', args: manager };
export const Croise: Story = {
  name: 'Tableau croisé',
  args: { ...manager, attributes: { 'report-code': 'B03' } },
};
export const AVenir: Story = {
  name: 'Rapport qui attend une partie de Lastria',
  args: { ...manager, attributes: { 'report-code': 'I01' } },
};
export const Refuse: Story = { name: 'Refusé sans le droit', args: { person: 'secretary' } };
export const Vide: Story = { name: 'Vide', args: { ...manager, fault: 'empty' } };
export const Chargement: Story = { name: 'En cours de chargement', args: { ...manager, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...manager, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...manager, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...manager, fault: 'expired' } };
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: manager, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: manager, globals: { theme: 'sombre' } };
