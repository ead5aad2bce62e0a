import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { parseNumber } from '../core/format.ts';
import { fieldStyles } from './field.styles.ts';
import { ParsedField } from './parsed-field.ts';

/** « 12 », « 1 284,5 » */
export class UiNumberField extends ParsedField<number> {
  static override readonly tag = 'lastria-ui-number-field';
  static override styles = [fieldStyles];

  /** Digits kept after the comma. */
  @property({ type: Number }) digits = 0;

  override render(): TemplateResult {
    return this.renderField(this.renderInput(this.digits ? 'decimal' : 'numeric'));
  }

  protected override parse(text: string): { value: number } | { problem: string } {
    const value = parseNumber(text);
    const fits = value !== undefined && Number(value.toFixed(this.digits)) === value;
    return fits ? { value } : { problem: this.texts.number.unreadable };
  }

  protected override format(value: number): string {
    return value.toLocaleString('fr-FR', { maximumFractionDigits: this.digits });
  }
}
