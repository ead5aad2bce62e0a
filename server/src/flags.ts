import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SettingError } from './config.ts';

/** What was asked of a command is not what it takes; its message is a sentence, to which its help is added. */
export class UsageError extends SettingError {}

type Flags = NonNullable<ParseArgsConfig['options']>;

/** Reads what follows the name of a command: its flags, and as many words as it takes. The rest is refused by name. */
export function readFlags<const F extends Flags>(args: readonly string[], options: F, words = 0) {
  const config = { args: [...args], options, allowPositionals: true } as const;
  const { tokens, positionals } = parseArgs({ ...config, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') throw new UsageError('Après --, rien n’est attendu.');
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!known) throw new UsageError(`L’option ${token.rawName} n’existe pas.`);
    const { value = '', inlineValue } = token;
    if (known.type === 'boolean' && inlineValue)
      throw new UsageError(`L’option ${token.rawName} ne prend pas de valeur.`);
    if (known.type === 'string' && (value === '' || (!inlineValue && value.startsWith('-'))))
      throw new UsageError(`L’option ${token.rawName} attend une valeur.`);
  }
  if (positionals.length > words) throw new UsageError(`« ${positionals[words]} » n’est pas attendu.`);
  return parseArgs(config);
}
