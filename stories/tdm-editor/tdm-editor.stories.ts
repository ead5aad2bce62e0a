import '@lastria/elements/tdm-editor.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { come } from '../.storybook/inside.ts';
import { closedFileId, entryId, fileId } from '../.storybook/session.ts';

const attributes = { 'file-id': fileId };

const changed = { person: 'social-worker', recorded: true, attributes: { 'entry-id': entryId } } as const;
const pressing =
  (selector: string) =>
  async (element: HTMLElement): Promise<void> =>
    (await come<HTMLElement>(element, selector)).click();

/** La saisie d’un travail avec ses demandes, ses moyens et son texte, mains sur le clavier. */
const meta: Meta<Scene> = {
  title: 'Suivi/Saisie d’un travail',
  component: 'lastria-tdm-editor',
  render: (args) => scene('lastria-tdm-editor', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prête', args: { person: 'social-worker', attributes } };
export const Modification: Story = {
  name: 'Modification d’un travail',
  args: { person: 'social-worker', attributes: { 'entry-id': entryId } },
};
export const Versions: Story = {
  name: 'Versions d’un travail',
  args: { ...changed, then: pressing('footer .quiet') },
};
export const Demande: Story = {
  name: 'Historique d’une demande',
  args: { ...changed, then: pressing('.card .history') },
};
export const HorsDossier: Story = { name: 'Hors dossier', args: { person: 'social-worker' } };
export const Vide: Story = {
  name: 'Vide : dossier clos',
  args: { person: 'social-worker', attributes: { 'file-id': closedFileId } },
};
export const Chargement: Story = {
  name: 'En cours de chargement',
  args: { person: 'social-worker', attributes, fault: 'slow' },
};
export const Erreur: Story = {
  name: 'En erreur',
  args: { person: 'social-worker', attributes, fault: 'error' },
};
export const SessionTerminee: Story = {
  name: 'Session terminée',
  args: { person: 'social-worker', attributes, fault: 'expired' },
};
export const Deconnectee: Story = { name: 'Déconnectée', args: { attributes } };
export const Etroite: Story = {
  name: 'Étroite (360 px)',
  args: { person: 'social-worker', attributes },
  parameters: { width: '360px' },
};
export const Sombre: Story = {
  name: 'Sombre',
  args: { person: 'social-worker', attributes },
  globals: { theme: 'sombre' },
};
