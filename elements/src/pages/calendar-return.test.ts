import { expect } from '@open-wc/testing';
import { connect } from '@lastria/sdk';
import { problem, refusals, responseOf, type Answer } from '../testing/answers.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { calendarAnswerIn } from './calendar-answer.ts';
import { CalendarReturn } from './calendar-return.ts';
import { calendarReturn, pathOf, routeOf } from './route.ts';

CalendarReturn.define();
const agreed = '?code=code-de-microsoft&state=etat&session_state=autre';
const notOurs = problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.');
const { close } = window;
let stage: HTMLElement;
let isClosed = false;

/** The page as Microsoft sends back to it, its server answering in turn. */
async function open(search: string, ...answers: Answer[]) {
  const sent: unknown[] = [];
  const session = connect({
    baseUrl: 'https://lastria.test',
    getToken: () => 'jeton',
    fetch: async (request) => {
      sent.push([new URL(request.url).pathname, await request.json()]);
      return responseOf(request, answers.shift() ?? { body: { state: 'connecting' } });
    },
  });
  const page = Object.assign(document.createElement(CalendarReturn.tag), {
    session,
    person: 'Claire Morel',
    answer: calendarAnswerIn(search),
  });
  stage.append(page);
  const reads = (words: string): Promise<unknown> => until(() => read(page).includes(words), words);
  return { page, sent, reads };
}

describe('the return from Microsoft', () => {
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
    isClosed = false;
    window.close = () => (isClosed = true);
  });
  afterEach(() => {
    stage.remove();
    window.close = close;
  });

  it('hands what was agreed to the server, says it and closes itself', async () => {
    const { page, sent, reads } = await open(agreed);
    await reads('Microsoft a donné son accord');
    expect(sent).to.deep.equal([
      ['/v1/agenda/calendar-link/finish', { code: 'code-de-microsoft', state: 'etat' }],
    ]);
    await until(() => isClosed, 'it closes itself');
    expect(focusOf()).to.contain('Microsoft a donné son accord');
    expect(read(page)).not.to.contain('code-de-microsoft');
    await expect(page).to.be.accessible();
  });

  it('says a refusal in its own words, and sends nothing', async () => {
    const { page, sent, reads } = await open('?error=access_denied&error_description=AADSTS65004&state=etat');
    await reads('Microsoft n’a pas donné son accord');
    expect(read(page)).not.to.contain('AADSTS');
    expect([sent, isClosed]).to.deep.equal([[], false]);
    await expect(page).to.be.accessible();
  });

  it('says that it has expired or is another person’s, and who is signed in here', async () => {
    const { page, reads } = await open(agreed, notOurs);
    await reads('une autre personne l’a commencée : vous êtes Claire Morel dans ce navigateur');
    expect(isClosed).to.equal(false);
    await expect(page).to.be.accessible();
  });

  it('is tried again when the server does not answer', async () => {
    const { sent, reads } = await open(agreed, { ...refusals.broken, status: 501 });
    await reads('Le service a rencontré une difficulté');
    await reads('Rien n’a été lu ni écrit dans Outlook.');
    await tabTo('Réessayer');
    await play('Enter');
    await reads('Microsoft a donné son accord');
    expect(sent).to.have.length(2);
  });

  it('ends nothing when one comes by oneself', async () => {
    const { sent, reads } = await open('');
    await reads('Il n’y a rien à terminer ici');
    expect(sent).to.deep.equal([]);
  });

  it('stands at one address, whatever the tenant', () => {
    expect(pathOf(routeOf(calendarReturn))).to.equal(calendarReturn);
    expect(routeOf('/valmont/retour').place).to.equal('retour');
  });
});
