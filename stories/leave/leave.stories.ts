import '@lastria/elements/leave.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

const worker = { person: 'social-worker', recorded: true } as const;
const manager = { person: 'manager', recorded: true } as const;

/** Congés de l’équipe : demander, décider, voir qui est absent, prévoir un remplacement. */
const meta: Meta<Scene> = {
  title: 'Agenda/Congés',
  component: 'lastria-leave',
  render: (args) => scene('lastria-leave', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt', args: worker };
export const ADecider: Story = { name: 'À décider', args: { ...manager, attributes: { tab: 'decide' } } };
export const Droits: Story = {
  name: 'Droits de l’équipe',
  args: { ...manager, attributes: { tab: 'rights' } },
};
export const Reglages: Story = {
  name: 'Présence minimale',
  args: { ...manager, attributes: { tab: 'settings' } },
};
export const Equipe: Story = { name: 'Équipe', args: { ...manager, attributes: { tab: 'team' } } };
export const Vide: Story = { name: 'Vide', args: { ...worker, fault: 'empty' } };
export const Chargement: Story = { name: 'En cours de chargement', args: { ...worker, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...worker, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...worker, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...worker, fault: 'expired' } };
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: worker, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: worker, globals: { theme: 'sombre' } };
