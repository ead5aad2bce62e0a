import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { fieldStyles } from '../../ui/field.styles.ts';
import { ParsedField } from '../../ui/parsed-field.ts';
import { formatClock } from './capture.ts';

/** An hour as people write it: « 9h30 », « 14 h », « 14:05 ». The value is `HH:MM`. */
export class TimeField extends ParsedField<string> {
  static override readonly tag = 'lastria-ui-tdm-time-field';
  static override styles = [fieldStyles];

  /** The sentence for a text that is no hour. */
  @property() unreadableText = '';

  override render(): TemplateResult {
    return this.renderField(this.renderInput('text'));
  }

  protected override parse(text: string): { value: string } | { problem: string } {
    const found = /^(\d{1,2})(?:\s*(?:h|:|\.)\s*(\d{2})?)?$/i.exec(text.trim().replace(/\u00a0/g, ' '));
    const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
    if (!found || hour > 23 || minute > 59) return { problem: this.unreadableText };
    return { value: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
  }

  protected override format(value: string): string {
    return formatClock(value);
  }
}
