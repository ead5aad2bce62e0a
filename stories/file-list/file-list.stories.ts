import '@lastria/elements/file-list.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

/** Les dossiers qu’une personne peut voir : chercher, ouvrir, créer après avoir cherché. */
const meta: Meta<Scene> = {
  title: 'Dossiers/Liste des dossiers',
  component: 'lastria-file-list',
  render: (args) => scene('lastria-file-list', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prête', args: { person: 'social-worker' } };
export const Secretaire: Story = { name: 'Vue par la secrétaire', args: { person: 'secretary' } };
export const Vide: Story = { name: 'Vide', args: { person: 'social-worker', fault: 'empty' } };
export const Chargement: Story = {
  name: 'En cours de chargement',
  args: { person: 'social-worker', fault: 'slow' },
};
export const Erreur: Story = { name: 'En erreur', args: { person: 'social-worker', fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { person: 'social-worker', fault: 'offline' } };
export const SessionTerminee: Story = {
  name: 'Session terminée',
  args: { person: 'social-worker', fault: 'expired' },
};
export const Deconnectee: Story = { name: 'Déconnectée', args: {} };
export const Etroite: Story = {
  name: 'Étroite (360 px)',
  args: { person: 'social-worker' },
  parameters: { width: '360px' },
};
export const Sombre: Story = {
  name: 'Sombre',
  args: { person: 'social-worker' },
  globals: { theme: 'sombre' },
};
