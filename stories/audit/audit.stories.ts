import '@lastria/elements/audit.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { fileId } from '../.storybook/session.ts';

/** The log of the recording: the demonstration's begins with whoever looks at it. */
const officer = { person: 'officer', recorded: true } as const;

/** Qui a vu quoi, quand, par où et pourquoi ; si le journal est intact ; qui lit plus que de raison. */
const meta: Meta<Scene> = {
  title: 'Administration/Journal des accès',
  component: 'lastria-access-log',
  render: (args) => scene('lastria-access-log', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt : tout le journal', args: officer };
export const Alertes: Story = {
  name: 'Lectures inhabituelles',
  args: { ...officer, attributes: { tab: 'alerts' } },
};
export const RevueDeSecurite: Story = {
  name: 'Revue de sécurité',
  args: { ...officer, attributes: { tab: 'review' } },
};
export const Reglages: Story = { name: 'Réglages', args: { ...officer, attributes: { tab: 'settings' } } };
export const UnDossier: Story = {
  name: 'Qui a vu ce dossier ?',
  args: { person: 'social-worker', recorded: true, attributes: { 'file-id': fileId } },
};
export const Vide: Story = { name: 'Vide', args: { ...officer, fault: 'empty' } };
export const Refuse: Story = {
  name: 'Refusé à qui n’est ni délégué ni administrateur',
  args: { person: 'secretary', recorded: true },
};
export const Chargement: Story = { name: 'En cours de chargement', args: { ...officer, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...officer, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...officer, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...officer, fault: 'expired' } };
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: officer, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: officer, globals: { theme: 'sombre' } };
