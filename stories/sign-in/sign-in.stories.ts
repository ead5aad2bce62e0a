import '@lastria/elements/sign-in.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

/** Qui est connecté à Lastria dans cette page, jusqu’à quand, et où confirmer que c’est bien elle. */
const meta: Meta<Scene> = {
  title: 'Dossiers/Connexion',
  component: 'lastria-sign-in',
  render: (args) => scene('lastria-sign-in', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prête', args: { person: 'social-worker' } };
export const Vide: Story = {
  name: 'Vide : la page dit qui est là, la personne doit le confirmer',
  args: { person: 'social-worker', fault: 'empty' },
};
export const Chargement: Story = {
  name: 'En cours de chargement',
  args: { person: 'social-worker', fault: 'all-slow' },
};
export const Erreur: Story = { name: 'En erreur', args: { person: 'social-worker', fault: 'all-error' } };
export const SessionTerminee: Story = {
  name: 'Session terminée',
  args: { person: 'social-worker', fault: 'expired' },
};
export const Deconnectee: Story = { name: 'Déconnectée', args: {} };
export const Etroite: Story = {
  name: 'Étroite (360 px)',
  args: { person: 'social-worker', fault: 'empty' },
  parameters: { width: '360px' },
};
export const Sombre: Story = {
  name: 'Sombre',
  args: { person: 'social-worker' },
  globals: { theme: 'sombre' },
};
