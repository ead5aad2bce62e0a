import '@lastria/elements/agenda.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

/** As it was recorded: the demonstration's agenda goes on. */
const worker = { person: 'social-worker', recorded: true } as const;

/** Ses rendez-vous et ceux de l’équipe : jour, semaine, mois, liste ; l’équipe par jour et par semaine. */
const meta: Meta<Scene> = {
  title: 'Agenda/Agenda',
  component: 'lastria-agenda',
  render: (args) => scene('lastria-agenda', args),
};
export default meta;
type Story = StoryObj<Scene>;

const shows = (view: string): Scene => ({ ...worker, attributes: { view } });

export const Prete: Story = { name: 'Prêt : la semaine', args: shows('week') };
export const Jour: Story = { name: 'Le jour', args: shows('day') };
export const Mois: Story = { name: 'Le mois', args: shows('month') };
export const Liste: Story = { name: 'La liste', args: shows('list') };
export const Equipe: Story = { name: 'L’équipe, une colonne par intervenant', args: shows('team') };
export const EquipeSemaine: Story = {
  name: 'L’équipe, une ligne par intervenant et ses jours',
  args: shows('team-week'),
};
export const EquipeEtroite: Story = {
  name: 'La semaine de l’équipe, étroite (360 px)',
  args: shows('team-week'),
  parameters: { width: '360px' },
};
export const Vide: Story = { name: 'Vide', args: { ...shows('week'), fault: 'empty' } };
export const Chargement: Story = {
  name: 'En cours de chargement',
  args: { ...shows('week'), fault: 'slow' },
};
export const Erreur: Story = { name: 'En erreur', args: { ...shows('week'), fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...shows('week'), fault: 'offline' } };
export const SessionTerminee: Story = {
  name: 'Session terminée',
  args: { ...shows('week'), fault: 'expired' },
};
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: worker, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: shows('week'), globals: { theme: 'sombre' } };
