import '@lastria/elements/social-file.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { come, find } from '../.storybook/inside.ts';
import { closedFileId, fileId } from '../.storybook/session.ts';

const attributes = { 'file-id': fileId };
const write = (element: HTMLElement): void =>
  (element as HTMLElementTagNameMap['lastria-social-file']).write();

/** One of the commands of « Autres actions ». */
const doing =
  (id: string) =>
  (element: HTMLElement): void =>
    void find(element, 'lastria-ui-menu')!.dispatchEvent(
      new CustomEvent('lastria-ui-select', { detail: { id } }),
    );
/** A value of the situation is edited, then what it was before is asked. */
async function recall(element: HTMLElement): Promise<void> {
  (await come<HTMLElement>(element, '[aria-label^="Situation familiale"]')).click();
  (await come<HTMLElement>(element, '.past')).click();
}

/** Le dossier d’une personne : qui elle est, sa situation, le fil du suivi, ce qui est en cours, et la saisie à côté. */
const meta: Meta<Scene> = {
  title: 'Dossiers/Dossier social',
  component: 'lastria-social-file',
  render: (args) => scene('lastria-social-file', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Pret: Story = { name: 'Prêt', args: { person: 'social-worker', attributes } };
export const Saisie: Story = {
  name: 'Saisie d’un travail ouverte',
  args: { person: 'social-worker', attributes, then: write },
};
export const Transfert: Story = {
  name: 'Transférer le dossier',
  args: { person: 'social-worker', attributes, then: doing('transfer') },
};
export const Acces: Story = {
  name: 'Pourquoi ai-je accès ?',
  args: { person: 'social-worker', attributes, then: doing('reasons') },
};
export const Consultations: Story = {
  name: 'Qui a consulté ce dossier ?',
  args: { person: 'social-worker', attributes, then: doing('access') },
};
export const Historique: Story = {
  name: 'Historique du dossier',
  args: { person: 'social-worker', recorded: true, attributes, then: doing('history') },
};
export const Valeur: Story = {
  name: 'Historique d’une valeur',
  args: { person: 'social-worker', recorded: true, attributes, then: recall },
};
export const Clos: Story = {
  name: 'Dossier clos',
  args: { person: 'social-worker', attributes: { 'file-id': closedFileId } },
};
export const Secretaire: Story = {
  name: 'Vu par la secrétaire, sans suivi',
  args: { person: 'secretary', attributes },
};
export const Vide: Story = { name: 'Vide : aucun dossier choisi', args: { person: 'social-worker' } };
export const Introuvable: Story = {
  name: 'Introuvable',
  args: { person: 'social-worker', attributes, fault: 'not-found' },
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
export const Deconnecte: Story = { name: 'Déconnecté', args: { attributes } };
export const Etroit: Story = {
  name: 'Étroit (360 px)',
  args: { person: 'social-worker', attributes },
  parameters: { width: '360px' },
};
export const Sombre: Story = {
  name: 'Sombre',
  args: { person: 'social-worker', attributes },
  globals: { theme: 'sombre' },
};
