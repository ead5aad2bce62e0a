export { LastriaTeam } from './team.element.ts';
export type { TeamChange, TeamEvents } from './team.events.ts';
export { teamMessages, type TeamMessageOverrides } from './team.messages.ts';
