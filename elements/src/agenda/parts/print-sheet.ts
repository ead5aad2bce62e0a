import { html, type TemplateResult } from 'lit';
import { formatDateTime } from '../../core/format.ts';
import { printFrom, printMark } from '../../ui/print-sheet.ts';
import { longDay, periodText } from '../calendar.ts';
import { byDay, isWhole } from '../layout.ts';
import { hoursText, nameOf, restOf, staffName, undoneOf } from './entry.view.ts';
import type { MainScene } from './main.view.ts';

type Printed = Pick<MainScene, 'look' | 'read' | 'entries' | 'view' | 'day' | 'days'>;

const content = ({ look, read, entries, view, day, days }: Printed, at: string): TemplateResult => {
  const { holidays } = read;
  const { sheet: words } = look.texts;
  const { me } = look.around;
  const who = look.staff.map((id) => staffName(id, look.around)).join(', ');
  return html`<h1>${words.title}, ${periodText(view, day)}</h1>
    <p>${who}</p>
    <table>
      <thead>
        ${printMark(4, words.confidential, words.by(me.displayName, formatDateTime(at, me.tenant.timeZone)))}
        <tr>
          <th>${words.day}</th>
          <th>${words.hours}</th>
          <th>${words.what}</th>
          <th>${words.who}</th>
        </tr>
      </thead>
      <tbody>
        ${byDay(entries, days)
          .filter(({ day, spans }) => spans.length > 0 || holidays.has(day))
          .flatMap(({ day, spans }) => [
            ...(holidays.has(day)
              ? [
                  html`<tr>
                    <td>${longDay(day)}</td>
                    <td></td>
                    <td>${holidays.get(day)}</td>
                    <td></td>
                  </tr>`,
                ]
              : []),
            ...spans.map(
              (entry) =>
                html`<tr>
                  <td>${longDay(day)}</td>
                  <td>${isWhole(entry) ? words.allDay : hoursText(entry.from, entry.to)}</td>
                  <td>
                    ${[nameOf(entry, look), undoneOf(entry, look), restOf(entry, look)].filter(Boolean).join(', ')}
                  </td>
                  <td>${entry.staffIds.map((id) => staffName(id, look.around)).join(', ')}</td>
                </tr>`,
            ),
          ])}
      </tbody>
    </table>`;
};

/** What is on screen, as a list on A4, marked « Confidentiel », with who prints it and when. */
export const printAgenda = (printed: Printed, at: string, into: HTMLElement | DocumentFragment): void =>
  printFrom(into, {
    title: printed.look.texts.sheet.title,
    label: printed.look.texts.print,
    content: content(printed, at),
  });
