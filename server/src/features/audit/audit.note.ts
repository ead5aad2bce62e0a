import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { Keyring } from '../../vault/keyring.ts';
import type { Head } from './audit.chain.ts';
import type { Checkpoint } from './audit.check.ts';

/**
 * A state of a chain as a signed note, in the manner of C2SP tlog-checkpoint and signed-note: origin, number of links
 * and hash of the last (base64), a blank line, then the signature. Whoever keeps it can tell that the chain was that.
 */
export interface Signer {
  readonly name: string;
  /** What verifies a note, as Go's note package writes it. */
  readonly verifierKey: string;
  sign(tenantId: string, head: Head): string;
  /** The states that a text holds and this key signed, of one tenant; and how many notes it did not sign. */
  read(tenantId: string, text: string): { checkpoints: Checkpoint[]; forged: number };
}

const pkcs8Ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const originOf = (tenantId: string) => `lastria/audit/${tenantId}`;
const note =
  /^(lastria\/audit\/[0-9a-f-]{36})\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/=]+)$/gm;

export function openSigner(keyring: Keyring): Signer {
  const seed = keyring.derive('audit checkpoint signature');
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Ed25519, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey: KeyObject = createPublicKey(privateKey);
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const name = 'lastria-audit';
  const typed = Buffer.concat([Buffer.from([1]), raw]);
  const keyId = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'buffer').subarray(0, 4);
  const textOf = (origin: string, size: string | number, root: string) => `${origin}\n${size}\n${root}\n`;
  return {
    name,
    verifierKey: `${name}+${keyId.toString('hex')}+${typed.toString('base64')}`,
    sign(tenantId, head) {
      const text = textOf(originOf(tenantId), head.seq, head.hash.toString('base64'));
      const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]);
      return `${text}\n— ${name} ${signature.toString('base64')}\n`;
    },
    read(tenantId, text) {
      const checkpoints: Checkpoint[] = [];
      let forged = 0;
      for (const [, origin = '', size = '', root = '', , signature = ''] of text
        .replaceAll('\r\n', '\n')
        .matchAll(note)) {
        if (origin !== originOf(tenantId)) continue;
        const signed = Buffer.from(signature, 'base64').subarray(4);
        if (verify(null, Buffer.from(textOf(origin, size, root)), publicKey, signed))
          checkpoints.push({ size: Number(size), root: Buffer.from(root, 'base64') });
        else forged += 1;
      }
      return { checkpoints, forged };
    },
  };
}
