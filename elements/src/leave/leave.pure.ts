export { LastriaLeave } from './leave.element.ts';
export type { LeaveEvents } from './leave.events.ts';
export { leaveMessages, type LeaveMessageOverrides } from './leave.messages.ts';
