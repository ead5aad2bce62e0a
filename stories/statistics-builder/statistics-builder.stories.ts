import '@lastria/elements/statistics-builder.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { scene, type Scene } from '../.storybook/element.ts';
import { press } from '../.storybook/inside.ts';

const worker = { person: 'social-worker' } as const;
/** Who leads the team, with a panel opened beside the figures by what one presses. */
const beside = (...pressed: string[]): Scene => ({
  person: 'manager',
  recorded: true,
  then: (element) => press(element, ...pressed),
});

/** Les rapports du service et toute autre question : une phrase qui est la question, et ses chiffres aussitôt. */
const meta: Meta<Scene> = {
  title: 'Pilotage/Statistiques',
  component: 'lastria-statistics-builder',
  render: (args) => scene('lastria-statistics-builder', args),
};
export default meta;
type Story = StoryObj<Scene>;

export const Prete: Story = { name: 'Prêt : demandes par catégorie', args: worker };
export const Croise: Story = {
  name: 'Tableau croisé',
  args: { ...worker, attributes: { 'report-code': 'B03' } },
};
export const AVenir: Story = {
  name: 'Rapport qui attend une partie de Lastria',
  args: { ...worker, attributes: { 'report-code': 'I01' } },
};
export const Pourquoi: Story = { name: 'Pourquoi ce chiffre ?', args: beside('Pourquoi ce chiffre ?') };
export const Manque: Story = { name: 'Ce qui manque', args: beside('Ce qui manque') };
export const Exports: Story = { name: 'Mes exports', args: beside('Mes exports') };
export const Effacer: Story = {
  name: 'Mes exports : effacer un fichier',
  args: beside('Mes exports', 'Effacer '),
};
export const UnExport: Story = { name: 'Exporter en Word', args: beside('Exporter en Word') };
export const Lignes: Story = {
  name: 'Extraire les lignes',
  args: beside('Mes exports', 'Extraire les lignes'),
};
export const Rapports: Story = { name: 'Rapports d’activité', args: beside('Rapport d’activité') };
export const EnEcriture: Story = {
  name: 'Rapport d’activité en cours d’écriture',
  args: beside('Rapport d’activité', 'Rapport d’activité 2026', '1. Les demandes'),
};
export const Arreter: Story = {
  name: 'Rapport d’activité : avant de l’arrêter',
  args: beside('Rapport d’activité', 'Rapport d’activité 2026', 'Arrêter les chiffres'),
};
export const Arrete: Story = {
  name: 'Rapport d’activité arrêté',
  args: beside('Rapport d’activité', 'Rapport d’activité 2025', '2. Qui nous recevons'),
};
export const Compare: Story = {
  name: 'Rapport d’activité arrêté, comparé avec aujourd’hui',
  args: beside(
    'Rapport d’activité',
    'Rapport d’activité 2025',
    '1. Les demandes',
    'Comparer avec aujourd’hui : Les demandes',
  ),
};
export const Programmes: Story = {
  name: 'Rapports programmés',
  args: beside('Rapport d’activité', 'Rapports programmés'),
};
export const Programmer: Story = {
  name: 'Rapports programmés : en programmer un',
  args: beside('Rapport d’activité', 'Rapports programmés', 'Programmer un rapport'),
};
export const Partage: Story = { name: 'Définition à partager', args: beside('Partager la définition') };
export const Refuse: Story = { name: 'Refusé sans le droit', args: { person: 'secretary' } };
export const Vide: Story = { name: 'Vide', args: { ...worker, fault: 'empty' } };
export const Chargement: Story = { name: 'En cours de chargement', args: { ...worker, fault: 'slow' } };
export const Erreur: Story = { name: 'En erreur', args: { ...worker, fault: 'error' } };
export const HorsLigne: Story = { name: 'Hors ligne', args: { ...worker, fault: 'offline' } };
export const SessionTerminee: Story = { name: 'Session terminée', args: { ...worker, fault: 'expired' } };
export const Deconnecte: Story = { name: 'Déconnecté' };
export const Etroite: Story = { name: 'Étroit (360 px)', args: worker, parameters: { width: '360px' } };
export const Sombre: Story = { name: 'Sombre', args: worker, globals: { theme: 'sombre' } };
