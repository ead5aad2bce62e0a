import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { define } from '../core/define.ts';
import { play, tabTo } from '../testing/hands.ts';
import { read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { FactorForm, type Given } from './parts/factor.ts';
import type { FactorKind } from './sign-in.data.ts';

describe('a factor asked', function () {
  this.timeout(20_000);
  let stage: HTMLElement;
  beforeEach(() => {
    define(FactorForm);
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  function open(factors: readonly FactorKind[], sendCode?: () => Promise<void>) {
    const given: Given[] = [];
    const send = async (one: Given): Promise<void> => void given.push(one);
    render(
      html`<lastria-sign-in-factor
        .factors=${factors}
        .send=${send}
        .sendCode=${sendCode}
      ></lastria-sign-in-factor>`,
      stage,
    );
    return { given, text: () => read(stage) };
  }

  it('a code by mail is offered last, sent on demand, and says what it does not open and why', async () => {
    let sent = 0;
    const { given, text } = open(['totp', 'recovery', 'mail'], async () => void (sent += 1));
    await until(() => text().includes('Code de votre application'));
    expect(text()).to.match(/Code de secours\s+Code par message, sans les dossiers\s*$/);
    await tabTo('Code par message');
    await play('Enter');
    await until(() => text().includes('d’autres que vous peuvent lire une messagerie'));
    expect(sent).to.equal(0);
    await play('Enter');
    await until(() => text().includes('Le code est parti'));
    expect([sent, given]).to.deep.equal([1, []]);
    await play('12', 'Enter');
    await until(() => text().includes('Écrivez les 6 chiffres du code.'));
    await play('3456', 'Enter');
    await until(() => given.length === 1);
    expect(given).to.deep.equal([{ kind: 'mail', code: '123456' }]);
    await expect(stage).to.be.accessible();
  });

  it('where none can be sent, none is offered', async () => {
    const { text } = open(['totp', 'mail']);
    await until(() => text().includes('Code de votre application'));
    expect(text()).not.to.contain('message');
  });
});
