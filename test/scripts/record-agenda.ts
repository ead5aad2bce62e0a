import { etagOf, type Session } from '@lastria/sdk';
import { Agendas, AgendaSettings, type AppointmentInput } from '@lastria/sdk/agenda';
import { Reminders } from '@lastria/sdk/reminders';

/** The week the stories open: that of the recording, a Friday. */
const [monday, today] = ['2026-11-16', '2026-11-20'];

/** What stands in the agenda of the person who is recorded, with what colleagues booked. */
export async function fillAgenda(session: Session, fileId: string): Promise<void> {
  const agenda = new Agendas(session);
  const { motives } = await new AgendaSettings(session).readSettings();
  const motive = (label: string): string => motives.find((one) => one.label === label)!.id;
  const [me, colleague] = await agenda.listColleagues();
  const unitId = me!.unitIds[0]!;
  const booked: readonly AppointmentInput[] = [
    { startsAt: `${monday}T09:30`, motiveId: motive('Premier entretien'), fileId },
    { startsAt: '2026-11-17T14:00', motiveId: motive('Entretien de suivi'), fileId },
    {
      startsAt: '2026-11-17T15:00',
      endsAt: '2026-11-17T16:00',
      kind: 'personal',
      private: true,
      title: 'Formation',
      unitId,
    },
    {
      startsAt: '2026-11-18T09:00',
      endsAt: '2026-11-18T12:00',
      kind: 'onSiteSession',
      title: 'Permanence, bloc opératoire',
      unitId,
      blocks: false,
    },
    { startsAt: '2026-11-18T09:30', motiveId: motive('Entretien en permanence'), fileId },
    {
      startsAt: '2026-11-19T10:00',
      motiveId: motive('Réunion'),
      title: 'Réunion d’équipe',
      unitId,
      recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231T235959' },
    },
    { startsAt: `${today}T11:00`, motiveId: motive('Entretien téléphonique'), fileId },
    {
      startsAt: `${today}T14:00`,
      motiveId: motive('Visite à domicile'),
      fileId,
      travelBefore: 20,
      travelAfter: 20,
    },
    ...(colleague
      ? [
          {
            startsAt: `${today}T16:00`,
            motiveId: motive('Réunion'),
            title: 'Point de situation',
            unitId,
            workerIds: [me!.id, colleague.id],
          },
        ]
      : []),
  ];
  for (const one of booked) await agenda.book(one);
}

/** What the element of the settings asks: all of them, the hours of each unit, how much calendars outside may tell. */
export async function readAgendaSettings(session: Session, unitIds: readonly string[]): Promise<void> {
  const settings = new AgendaSettings(session);
  await settings.readSettings();
  for (const unitId of unitIds) await settings.readOpeningHours(unitId);
  await settings.readCalendarPolicy();
}

/** A room, a motive that lasts longer, the hours of a unit, initials allowed. */
export async function keepAgendaSettings(session: Session, unitId: string): Promise<void> {
  const settings = new AgendaSettings(session);
  const { motives } = await settings.readSettings();
  const { room } = await settings.addRoom({ unitId, label: 'Bureau 12', site: 'Pavillon des Tilleuls' });
  await settings.changeRoom(room.id, { active: false }, { etag: etagOf(room) });
  await settings.changeMotive(motives[0]!.id, { minutes: 75 }, { etag: etagOf(motives[0]!) });
  const { openingHours } = await settings.readOpeningHours(unitId);
  await settings.setOpeningHours(unitId, openingHours.hours, { etag: etagOf(openingHours) });
  const { calendarPolicy } = await settings.readCalendarPolicy();
  await settings.setCalendarPolicy('initials', { etag: etagOf(calendarPolicy) });
}

/** A colleague asks for half an hour. */
export async function askOf(session: Session, staffId: string): Promise<void> {
  const agenda = new Agendas(session);
  const { motives } = await new AgendaSettings(session).readSettings();
  const asked = (await agenda.listColleagues()).find(({ id }) => id === staffId)!;
  await agenda.book({
    startsAt: `${today}T17:00`,
    motiveId: motives.find(({ label }) => label === 'Réunion')!.id,
    title: 'Préparer la commission',
    unitId: asked.unitIds[0]!,
    workerIds: [staffId],
  });
}

/** What the element asks: each view, one's own agenda and the team's, one appointment, whether people are reminded, the requests, what stands in the way. */
export async function readAgenda(session: Session): Promise<void> {
  const agenda = new Agendas(session);
  const settings = new AgendaSettings(session);
  await settings.readSettings();
  const colleagues = await agenda.listColleagues();
  const [me] = colleagues;
  const [unitId] = me!.unitIds;
  await settings.readOpeningHours(unitId!);
  const team = colleagues.slice(0, 6).map(({ id }) => id);
  const mine = [me!.id];
  const week = await agenda.range({ from: monday, to: '2026-11-23', staffIds: mine });
  await agenda.range({ from: '2026-11-23', to: '2026-11-30', staffIds: mine });
  await agenda.range({ from: today, to: '2026-11-21', staffIds: mine });
  await agenda.range({ from: '2026-10-26', to: '2026-12-07', staffIds: mine });
  await agenda.range({ from: today, to: '2026-11-21', staffIds: team });
  await agenda.range({ from: monday, to: '2026-11-23', staffIds: team });
  const shown = week.items.flatMap(({ appointment }) => appointment ?? []);
  const units = new Set<string>();
  for (const { id } of shown) units.add((await agenda.read(id)).appointment.unitId);
  for (const one of units) await new Reminders(session).readReminderSettings(one);
  await agenda.listRequests();
  await agenda.checkConflicts({
    startsAt: `${today}T14:30`,
    endsAt: `${today}T15:15`,
    workerIds: mine,
    unitId: unitId!,
  });
  await agenda.findSlots({
    staffIds: mine,
    minutes: 60,
    from: today,
    to: '2026-12-04',
    limit: 20,
    unitId: unitId!,
  });
}
