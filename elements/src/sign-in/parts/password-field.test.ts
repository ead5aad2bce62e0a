import { expect } from '@open-wc/testing';
import { nothing, render } from 'lit';
import { signInMessages } from '../sign-in.messages.ts';
import { passwordField } from './password-field.ts';

describe('a password field', () => {
  const kept: HTMLElement[] = [];
  afterEach(() => kept.splice(0).forEach((one) => one.remove()));

  it('hides what is typed until one asks, lets one paste, and is known to password managers', () => {
    for (const autocomplete of ['current-password', 'new-password'] as const) {
      const place = document.body.appendChild(document.createElement('form'));
      kept.push(place);
      let typed = '';
      let shown = false;
      const draw = (): unknown =>
        render(
          passwordField(
            {
              id: 'password',
              autocomplete,
              shown,
              toggle: () => {
                shown = !shown;
                draw();
              },
              described: nothing,
              invalid: false,
              onInput: (value) => (typed = value),
            },
            signInMessages,
          ),
          place,
        );
      draw();
      const input = place.querySelector('input')!;
      expect(input.type).to.equal('password');
      expect(input.autocomplete).to.equal(autocomplete);
      expect([input.readOnly, input.disabled, input.maxLength]).to.deep.equal([false, false, 128]);

      const pasted = 'Une phrase collée, avec des espaces ';
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData });
      expect(input.dispatchEvent(paste), 'nothing stops it').to.equal(true);
      input.focus();
      document.execCommand('insertText', false, pasted);
      expect([typed, input.value]).to.deep.equal([pasted, pasted]);

      place.querySelector('button')!.click();
      expect([input.type, input.value]).to.deep.equal(['text', pasted]);
      place.querySelector('button')!.click();
      expect(input.type).to.equal('password');
    }
  });
});
