import { expect, test } from 'vitest';
import { openRelay } from '../testing/relay.ts';
import { isSecured, openMail } from './mail.ts';

test('a message goes to one address, whatever is written in it, and says no more than it is given', async () => {
  const relay = await openRelay();
  const mail = openMail({ smtpUrl: relay.url, from: 'lastria@hopital.example' });
  try {
    const injected = '\r\nBcc: autre@ailleurs.example\r\n\r\nUn autre message.';
    await mail.send({
      to: 'c.morel@hopital.example',
      subject: `Avis${injected}`,
      text: `Bonjour.\r\n.\r\nRCPT TO:<x@y.example>${injected}`,
    });
    await mail
      .send({ to: `d.roux@hopital.example${injected}`, subject: 'Avis', text: 'Bonjour.' })
      .catch(() => undefined);
    expect(relay.received[0]!.to).toEqual(['c.morel@hopital.example']);
    expect(relay.received[0]!.text).toMatch(/^Bonjour\.\r?\n\.\r?\nRCPT TO/);
    expect(relay.received.flatMap(({ to }) => to)).not.toContain('autre@ailleurs.example');
    expect(relay.received.flatMap(({ to }) => to)).not.toContain('x@y.example');
  } finally {
    mail.close();
    await relay.close();
  }
});

test('a relay beyond this machine is spoken to over TLS alone', () => {
  for (const url of [
    'smtps://relais.example:465',
    'smtp://relais.example:587',
    'smtp://a:b@10.0.0.4',
    'smtp://a:b@127.0.0.1',
  ])
    expect(isSecured(new URL(url)), url).toBe(true);
  for (const url of ['smtp://localhost:25', 'smtp://127.0.0.1:25'])
    expect(isSecured(new URL(url)), url).toBe(false);
});
