import '@lastria/elements/calendars.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';

/** As it was recorded: one address serves, Outlook is tied. */
const worker = { person: 'social-worker', recorded: true } as const;
/** Nothing is tied yet. */
const secretary = { person: 'secretary', recorded: true } as const;

/** Lire son agenda ailleurs, le relier à Outlook, reprendre un fichier d’agenda : chacun pour soi. */
const meta: Meta<Scene> = {
  title: 'Agenda/Mes calendriers',
  component: 'lastria-calendars',
  render: (args) => scene('lastria-calendars', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt : une adresse sert, Outlook est relié', args: worker };
export const Vide: Story = { name: 'Vide : rien n’est relié', args: secretary };
export const Chargement: Story = { name: 'En cours de chargement', args: { ...worker, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...worker, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...worker, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...worker, fault: 'expired' } };
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: worker, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: worker, globals: { theme: 'sombre' } };
