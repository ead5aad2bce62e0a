import '@lastria/elements/agenda-settings.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

const administrator = { person: 'administrator', recorded: true } as const;
const shows = (tab: string): Scene => ({ ...administrator, attributes: { tab } });

/** Ce avec quoi un service tient son agenda : motifs, salles, horaires, ce que les agendas externes peuvent dire. */
const meta: Meta<Scene> = {
  title: 'Agenda/Réglages de l’agenda',
  component: 'lastria-agenda-settings',
  render: (args) => scene('lastria-agenda-settings', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt : les motifs', args: shows('motives') };
export const Vide: Story = { name: 'Vide : aucune salle', args: shows('rooms') };
export const Horaires: Story = { name: 'Horaires et jours fériés', args: shows('hours') };
export const Externes: Story = { name: 'Agendas externes', args: shows('policy') };
export const Refuse: Story = {
  name: 'Pour qui ne tient pas les réglages',
  args: { person: 'social-worker', recorded: true },
};
export const Chargement: Story = {
  name: 'En cours de chargement',
  args: { ...administrator, fault: 'slow' },
};
export const Erreur: Story = { name: 'En erreur', args: { ...administrator, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...administrator, fault: 'offline' } };
export const SessionTerminee: Story = {
  name: 'Session terminée',
  args: { ...administrator, fault: 'expired' },
};
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = {
  name: 'Étroit (360 px)',
  args: administrator,
  parameters: { width: '360px' },
};
export const Sombre: Story = { name: 'Sombre', args: shows('hours'), globals: { theme: 'sombre' } };
