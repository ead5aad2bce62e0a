import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { read } from '../testing/perceived.ts';
import {
  button,
  focusOf,
  inside,
  play,
  press,
  shown,
  stage,
  staged,
  until,
  write,
  type Opened,
} from './testing.ts';

describe('the reports that make themselves', function () {
  staged(this);
  /** What is said aloud. */
  const said = (): string[] =>
    inside(stage)
      .filter((node) => node.matches('[role="status"]'))
      .map((node) => read(node).trim());
  const choice = (label: string): HTMLElement =>
    inside(stage).find(
      (node) => node.matches('.choice') && node.checkVisibility() && node.textContent.includes(label),
    ) as HTMLElement;
  const opened = async (prepare: (one: Opened) => void = () => undefined): Promise<Opened> => {
    const one = await shown();
    prepare(one);
    await press('Rapport d’activité');
    await press('Rapports programmés');
    return one;
  };

  it('are listed with their next day, and why one is paused; one goes back to the others', async () => {
    const one = await opened();
    await one.reads('prochain le sam. 5 déc. 2026');
    await one.reads('vous ne lisez plus les statistiques de toutes ses entités');
    await until(() => focusOf().startsWith('Rapports programmés'), 'the heading');
    await expect(one.element).to.be.accessible();
    await press('Tous les rapports');
    await until(() => focusOf().startsWith('Rapports programmés'), 'what opened them');
    expect(button('Nouveau rapport d’activité')).to.be.instanceOf(HTMLElement);
  });

  it('are made from what is on screen and from saved reports', async () => {
    const one = await opened();
    await press('Programmer un rapport');
    await until(() => focusOf().startsWith('Titre'), 'the title');
    await one.reads('ce qui porte sur moins de');
    await expect(one.element).to.be.accessible();
    choice('affiché à l’écran').click();
    await press('Programmer');
    await one.reads('Choisissez au moins un contenu.');
    expect(one.scene.scheduled.reports).to.have.lengthOf(2);
    choice('affiché à l’écran').click();
    choice('Logement par agence').click();
    const [title] = inside(stage).filter(
      (node) => node.matches('input[maxlength="150"]') && node.checkVisibility(),
    );
    await write(title as HTMLInputElement, 'Chiffres du mois');
    one.scene.instead.set('POST /scheduled-reports', [refusals.broken]);
    await play('Enter');
    await one.reads('Ce que vous avez saisi est conservé.');
    await play('Enter');
    await until(() => one.scene.scheduled.reports.length === 3, 'programmed');
    const [made] = one.scene.scheduled.reports;
    expect(made).to.deep.include({ title: 'Chiffres du mois', every: 'month', onDay: 5 });
    expect(made!.unitIds).to.deep.equal(one.scene.model.units.map(({ id }) => id));
    expect(made!.chapters.map((chapter) => chapter.title)).to.deep.equal([
      'Demandes par catégorie et sexe',
      'Logement par agence',
    ]);
    expect(made!.chapters[0]!.definition).to.deep.include({ reportCode: 'D06' });
    await until(
      () => said().includes('« Chiffres du mois » est programmé : le premier se fera le sam. 5 déc. 2026.'),
      'said',
    );
    await until(() => focusOf().startsWith('Mettre en pause Chiffres du mois'), 'the new one');
  });

  it('are changed: what they contain stays, what is on screen is added', async () => {
    const one = await opened();
    await press('Modifier Suivi mensuel');
    await until(() => focusOf().startsWith('Titre'), 'the title');
    await expect(one.element).to.be.accessible();
    const [title] = inside(stage).filter(
      (node) => node.matches('input[maxlength="150"]') && node.checkVisibility(),
    );
    expect((title as HTMLInputElement).value).to.equal('Suivi mensuel des demandes');
    choice('affiché à l’écran').click();
    await write(title as HTMLInputElement, 'Suivi du mois');
    await play('Enter');
    await until(() => said().includes('« Suivi du mois » est modifié.'), 'said');
    const [changed, other] = one.scene.scheduled.reports;
    expect(changed).to.deep.include({ version: 2, title: 'Suivi du mois', every: 'month', onDay: 5 });
    expect(changed!.unitIds).to.have.lengthOf(1);
    expect(changed!.chapters.map((chapter) => chapter.title)).to.deep.equal([
      'Demandes par catégorie',
      'Demandes par catégorie et sexe',
    ]);
    expect(other!.title).to.equal('Suivi du CSE');
    await until(() => focusOf().startsWith('Modifier Suivi du mois'), 'where one was');
  });

  it('are paused and taken up again from the same button', async () => {
    const one = await opened();
    (await until(() => button('Mettre en pause Suivi mensuel'), 'to pause')).focus();
    await play('Enter');
    await until(() => said().includes('« Suivi mensuel des demandes » est en pause.'), 'said');
    expect(focusOf()).to.include('Reprendre Suivi mensuel');
    expect(one.scene.scheduled.reports[0]).to.deep.include({ pausedFor: 'asked', nextOn: null });
    one.scene.instead.set(`PATCH /scheduled-reports/${one.scene.scheduled.reports[0]!.id}`, [
      refusals.broken,
    ]);
    await play('Enter');
    await one.reads('Le service a rencontré une difficulté');
    await play('Enter');
    await until(() => said().some((words) => words.includes('reprend : le prochain se fera le')), 'said');
    expect(one.scene.scheduled.reports[0]!.pausedFor).to.equal(null);
  });

  it('end once what that does is read; the next one has the focus, then the way to a new one', async () => {
    const one = await opened();
    await press('Supprimer Suivi mensuel');
    await one.reads('Les rapports déjà faits restent.');
    expect(focusOf()).to.equal('Ne plus le programmer');
    await expect(one.element).to.be.accessible();
    await press('Annuler');
    await until(() => focusOf().startsWith('Supprimer Suivi mensuel'), 'as before');
    expect(one.scene.scheduled.reports).to.have.lengthOf(2);
    await play('Enter');
    await until(() => focusOf() === 'Ne plus le programmer', 'asked');
    await play('Enter');
    await until(() => focusOf().startsWith('Supprimer Suivi du CSE'), 'the next one');
    await play('Enter');
    await until(() => focusOf() === 'Ne plus le programmer', 'asked');
    await play('Enter');
    await one.reads('Un rapport programmé se fait seul');
    await until(() => focusOf().startsWith('Programmer un rapport'), 'the way to a new one');
    expect(one.scene.scheduled.reports).to.deep.equal([]);
  });

  it('lead to the last one made, and back', async () => {
    const one = await opened();
    await one.reads('dernier fait le jeu. 5 nov. 2026');
    await press('Ouvrir le dernier : Suivi mensuel');
    await one.reads('arrêté le jeu. 15 janv. 2026');
    await press('Tous les rapports');
    await one.reads('prochain le sam. 5 déc. 2026');
  });

  it('say when they cannot be read, and are read again', async () => {
    const one = await opened(({ scene }) => scene.instead.set('GET /scheduled-reports', [refusals.broken]));
    await one.reads('Le service a rencontré une difficulté');
    await press('Réessayer');
    await one.reads('Suivi mensuel des demandes');
  });
});
