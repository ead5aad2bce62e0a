import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { read } from '../testing/perceived.ts';
import { refusals } from '../testing/answers.ts';
import {
  button,
  focusOf,
  inside,
  lines,
  play,
  press,
  shown,
  stage,
  staged,
  until,
  write,
  type Opened,
} from './testing.ts';

describe('the rapport d’activité', function () {
  staged(this);
  const opened = async (): Promise<Opened> => {
    const one = await shown();
    await press('Rapport d’activité');
    await press('Rapport d’activité 2026');
    await one.reads('Enregistré à 14 h 02');
    return one;
  };
  const area = (): Promise<HTMLTextAreaElement> =>
    until(
      () =>
        inside(stage).find(
          (node) => node.matches('textarea') && node.checkVisibility(),
        ) as HTMLTextAreaElement,
    );
  const comments = ({ scene }: Opened): unknown[] =>
    (scene.activity.written.at(-1)!['chapters'] as { comment: string }[]).map(({ comment }) => comment);

  const titles = ({ scene }: Opened): unknown[] =>
    (scene.activity.written.at(-1)!['chapters'] as { title: string }[]).map(({ title }) => title);

  it('begins with the chapters of its kind', async () => {
    const { reads, scene, element } = await shown();
    await press('Rapport d’activité');
    await reads('Arrêté');
    await expect(element).to.be.accessible();
    await press('Nouveau rapport d’activité');
    await reads('Chapitres de départ');
    await expect(element).to.be.accessible();
    await press('Créer le rapport');
    await reads('1. Demandes par catégorie');
    expect(scene.activity.reports[0]).to.deep.include({ kind: 'annual', mode: 'diffusion' });
  });

  it('keeps a comment as one types, and takes what is on screen', async () => {
    const one = await opened();
    await press('2. Demandes par catégorie et sexe');
    await write(await area(), 'Les femmes demandent plus souvent.');
    await one.reads('Modification en attente d’enregistrement');
    await one.reads('Enregistré à 14 h 05');
    expect(comments(one)[1]).to.equal('Les femmes demandent plus souvent.');
    await press('Ajouter « Demandes par catégorie et sexe »');
    await one.reads('4. Demandes par catégorie et sexe');
    await until(() => comments(one).length === 4, 'sent');
    await one.reads('Enregistré à');
    await expect(one.element).to.be.accessible();
  });

  /** What is said aloud of the chapters. */
  const said = (): string[] =>
    inside(stage)
      .filter((node) => node.matches('[role="status"]'))
      .map((node) => read(node).trim());
  const order = (): string[] =>
    inside(stage)
      .filter((node) => node.matches('[data-chapter] summary span:first-child'))
      .map((node) => read(node).trim());
  const middleOf = (node: Element): [number, number] => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [Math.round(x + width / 2), Math.round(y + height / 2)];
  };
  const gripOf = (title: string): Promise<HTMLElement> =>
    until(() => button(`Déplacer « ${title} »`), `the grip of ${title}`);
  /** Takes a chapter by its grip to that of another; it is not let go. */
  const drag = async (title: string, to: string): Promise<void> => {
    const grip = await gripOf(title);
    grip.scrollIntoView({ block: 'center' });
    const [x, from] = middleOf(grip);
    const [, end] = middleOf(await gripOf(to));
    const by = end > from ? 10 : -10;
    await sendMouse({ type: 'move', position: [x, from] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x, Math.round((from + end) / 2)] });
    await sendMouse({ type: 'move', position: [x, end + by] });
  };

  it('moves a chapter with the arrows, and says where it is', async () => {
    const one = await opened();
    (await gripOf('Dossiers ouverts par mois')).focus();
    await play('ArrowUp');
    await one.reads('2. Dossiers ouverts par mois');
    expect(focusOf()).to.include('Déplacer « Dossiers ouverts par mois »');
    expect(said()).to.include('« Dossiers ouverts par mois » : chapitre 2 sur 3.');
    await play('ArrowUp');
    await until(() => said().includes('« Dossiers ouverts par mois » : chapitre 1 sur 3.'), 'said');
    await play('ArrowUp');
    expect(order()[0]).to.equal('1. Dossiers ouverts par mois');
    await until(() => one.scene.activity.written.length > 0, 'sent');
    expect(titles(one)[0]).to.equal('Dossiers ouverts par mois');
  });

  it('moves a chapter with the mouse: it goes where it is let go, once', async () => {
    const one = await opened();
    await drag('Dossiers ouverts par mois', 'Demandes par catégorie');
    expect(order()[0], 'not before it is let go').to.equal('1. Demandes par catégorie');
    expect(inside(stage).filter((node) => node.matches('[data-held="before"]'))).to.have.lengthOf(1);
    await sendMouse({ type: 'up' });
    await until(() => said().includes('« Dossiers ouverts par mois » : chapitre 1 sur 3.'), 'said');
    expect(order()).to.deep.equal([
      '1. Dossiers ouverts par mois',
      '2. Demandes par catégorie',
      '3. Demandes par catégorie et sexe',
    ]);
    expect(focusOf()).to.include('Déplacer « Dossiers ouverts par mois »');
    await until(() => one.scene.activity.written.length > 0, 'sent');
    expect(titles(one)).to.deep.equal([
      'Dossiers ouverts par mois',
      'Demandes par catégorie',
      'Demandes par catégorie et sexe',
    ]);
    expect(one.scene.activity.written).to.have.lengthOf(1);
  });

  it('leaves the chapters as they were when Escape is pressed half-way', async () => {
    const one = await opened();
    const before = order();
    await drag('Demandes par catégorie', 'Dossiers ouverts par mois');
    expect(inside(stage).filter((node) => node.matches('[data-held="after"]'))).to.have.lengthOf(1);
    await play('Escape');
    await sendMouse({ type: 'up' });
    await until(() => !inside(stage).some((node) => node.matches('[data-held]')), 'let go');
    expect(order()).to.deep.equal(before);
    expect(one.scene.activity.written).to.deep.equal([]);
  });

  it('brings together what two write at once, and asks only where both wrote the same', async () => {
    const one = await opened();
    await press('2. Demandes par catégorie et sexe');
    one.scene.activity.writeElsewhere(2, 'Écrit ailleurs.');
    await write(await area(), 'Écrit ici.');
    await until(() => one.scene.activity.written.length === 1, 'sent again');
    expect(comments(one)).to.deep.equal([
      'Le budget reste la première demande, en hausse de 12 %.',
      'Écrit ici.',
      'Écrit ailleurs.',
    ]);
    one.scene.activity.writeElsewhere(1, 'Encore ailleurs.');
    await write(await area(), 'Encore ici.');
    await one.reads('Cette valeur vient d’être modifiée par quelqu’un d’autre');
    await one.reads('Encore ailleurs.');
    await press('Garder ma saisie');
    await until(() => comments(one)[1] === 'Encore ici.', 'mine is kept');
  });

  it('keeps what is typed when it cannot be sent, and says so', async () => {
    const one = await opened();
    const [report] = one.scene.activity.reports;
    one.scene.instead.set(`PATCH /activity-reports/${report!.id}`, [refusals.broken]);
    await press('2. Demandes par catégorie et sexe');
    await write(await area(), 'À ne pas perdre.');
    await one.reads('Ce que vous avez saisi est conservé.');
    await press('Réessayer');
    await until(() => one.scene.activity.written.length === 1, 'sent');
    expect(comments(one)[1]).to.equal('À ne pas perdre.');
  });

  it('is frozen once what that does is read; then tells what changed since', async () => {
    const one = await opened();
    await press('Arrêter les chiffres');
    await one.reads('Plus rien de ce rapport ne pourra être modifié');
    expect(focusOf()).to.equal('Arrêter définitivement');
    await play('Enter');
    await one.reads('Calcul des chiffres de chaque chapitre');
    await until(() => one.scene.activity.freezing, 'asked');
    const asked = one.scene.activity.freezing;
    await play('Enter');
    expect(one.scene.activity.freezing, 'asked once').to.equal(asked);
    one.scene.activity.advance(2);
    await one.reads('66 %');
    await one.reads('Vous pouvez fermer : le calcul continue.');
    await expect(one.element).to.be.accessible();
    one.scene.activity.endFreezing('done');
    await one.reads('arrêté le jeu. 15 janv. 2026');
    expect(inside(stage).filter((node) => node.matches('textarea'))).to.deep.equal([]);
    await press('Comparer tout le rapport avec aujourd’hui');
    await one.reads('2 chiffres différents sur 48');
    await one.reads('Pourquoi : 3 actes saisis depuis.');
    await expect(one.element).to.be.accessible();
  });

  it('is not frozen when one stops it, nor when its job fails, which is said', async () => {
    const one = await opened();
    await press('Arrêter les chiffres');
    await press('Arrêter définitivement');
    await one.reads('le calcul continue');
    await press('Interrompre');
    await until(() => said().some((words) => words.startsWith('Interrompu : rien n’est arrêté')), 'said');
    await until(() => focusOf() === 'Arrêter les chiffres', 'as before');
    expect(one.scene.activity.reports.map(({ status }) => status)).to.include('draft');
    await play('Enter');
    await press('Arrêter définitivement');
    await until(() => one.scene.activity.freezing?.endedAt === null, 'asked again');
    one.scene.activity.endFreezing(
      'failed',
      'Le chapitre « Demandes par catégorie » ferait reconnaître quelqu’un.',
    );
    await one.reads('Les chiffres n’ont pas été arrêtés');
    await one.reads('ferait reconnaître quelqu’un');
    await until(() => focusOf() === 'Arrêter les chiffres', 'as before');
  });

  it('once frozen, shows the figures it was frozen with, which lead nowhere; compares them on demand', async () => {
    const one = await shown();
    await press('Rapport d’activité');
    await press('Rapport d’activité 2025');
    await press('1. Demandes par catégorie');
    await one.reads('Chiffres arrêtés : données du jeu. 15 janv. 2026.');
    await one.reads('Le budget reste la première demande');
    const report = inside(stage).find((node) => node.matches('lastria-statistics-builder-activity-figures'))!;
    const own = () => inside(report.shadowRoot!);
    await until(() => own().some((node) => node.matches('.drawing svg text')), 'the chart');
    const rows = own().filter((node) => node.matches('tr'));
    expect(read(rows[1]!)).to.match(/^\s*Budget et surendettement/);
    expect(read(rows.at(-1)!)).to.match(/^\s*Ensemble/);
    expect(own().filter((node) => node.matches('.figure'))).to.deep.equal([]);
    await expect(one.element).to.be.accessible();
    const asked = one.scene.sent.length;
    await press('Comparer avec aujourd’hui : Demandes par catégorie');
    await one.reads('Pourquoi : 3 actes saisis depuis.');
    expect(lines().some((line) => /Logement · Demandes \| 262 \| 265/.test(line))).to.equal(true);
    expect(one.scene.sent).to.have.lengthOf(asked);
    await expect(one.element).to.be.accessible();
    await press('Afficher les chiffres d’aujourd’hui : Demandes par catégorie');
    await until(() => one.scene.sent.length > asked, 'asked');
    expect(one.asked()['period']).to.deep.equal({ from: '2025-01-01', to: '2025-12-31' });
    await one.reads('en 2025');
  });

  it('once frozen, withholds from a worker the figures of each of the others', async () => {
    const one = await shown();
    const [draft, frozen] = one.scene.activity.reports;
    const [first, ...others] = frozen!.chapters;
    const { table: _, ...apart } = first!;
    one.scene.activity.reports = [
      draft!,
      { ...frozen!, chapters: [{ ...apart, table: null, withheld: true }, ...others] },
    ];
    one.scene.activity.differences = { ...one.scene.activity.differences, leftOut: [first!.id] };
    await press('Rapport d’activité');
    await press('Rapport d’activité 2025');
    await press('1. Demandes par catégorie');
    await one.reads('ses chiffres sont lus par l’encadrement');
    expect(button('Comparer avec aujourd’hui')).to.equal(undefined);
    await press('Comparer tout le rapport avec aujourd’hui');
    await one.reads('1 chapitre par intervenant n’est pas comparé.');
    await expect(one.element).to.be.accessible();
  });

  it('once frozen, says of a chapter whose figures are the same that they are', async () => {
    const one = await shown();
    await press('Rapport d’activité');
    await press('Rapport d’activité 2025');
    await press('2. Demandes par catégorie et sexe');
    await press('Comparer avec aujourd’hui : Demandes par catégorie et sexe');
    await one.reads('Les chiffres de ce chapitre sont les mêmes aujourd’hui.');
  });

  it('gives its file, of what is kept, and tells how far it is', async () => {
    const one = await opened();
    await press('Exporter le rapport en Word');
    await one.reads('En attente');
    expect(one.scene.beside.wanted.at(-1)).to.deep.include({ format: 'docx', mode: 'diffusion' });
    one.scene.beside.end();
    await one.reads('Prêt');
    await expect(one.element).to.be.accessible();
  });

  it('stays open while one goes to another report', async () => {
    const one = await opened();
    await press('1. Demandes par catégorie');
    await press('Afficher « Demandes par catégorie »');
    await until(() => one.scene.sent.at(-1)!.path === '/reports/D01/run', 'asked');
    await one.reads('Rapport d’activité 2026');
    await one.reads('Ajouter « Demandes par catégorie »');
  });
});
