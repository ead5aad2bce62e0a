import '@lastria/elements/reminders.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

/** As it was recorded: three reminders ask for somebody. */
const worker = { person: 'social-worker', recorded: true } as const;
/** Who keeps the agenda has the settings too. */
const settings: Scene = { person: 'administrator', recorded: true, attributes: { tab: 'settings' } };

/** Les rappels de rendez-vous qui demandent quelqu’un, et la façon dont ils partent. */
const meta: Meta<Scene> = {
  title: 'Agenda/Rappels',
  component: 'lastria-reminders',
  render: (args) => scene('lastria-reminders', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt : trois rappels à surveiller', args: worker };
export const Vide: Story = {
  name: 'Vide : rien à surveiller',
  args: { person: 'secretary', recorded: true },
};
export const Reglages: Story = { name: 'Réglages, par entité', args: settings };
export const Chargement: Story = { name: 'En cours de chargement', args: { ...worker, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...worker, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...worker, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...worker, fault: 'expired' } };
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: worker, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: worker, globals: { theme: 'sombre' } };
