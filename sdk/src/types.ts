import type { components } from './generated/schema.d.ts';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];

export type Configuration = Schemas['Configuration'];
export type ChoiceList = Configuration['lists'][number];
export type ChoiceItem = Schemas['ChoiceItem'];
export type FieldDefinition = Configuration['fields'][number];
export type OrgUnit = Configuration['units'][number];
export type StaffMember = Configuration['staff'][number];
export type Partner = Configuration['partners'][number];

export type SocialFile = Schemas['SocialFile'];
export type FileSummary = Schemas['FileSummary'];
export type FilePage = Schemas['FilePage'];
export type FileFlag = Schemas['FileFlag'];
export type Identity = Schemas['Identity'];
export type Relative = Schemas['Relative'];
export type SituationGroup = Schemas['SituationGroup'];
export type SituationValue = Schemas['SituationValue'];
export type ExternalReference = Schemas['ExternalReference'];

export type WorkEntry = Schemas['WorkEntry'];
export type EntryInput = Schemas['EntryInput'];
export type UnfiledEntryInput = Schemas['UnfiledEntryInput'];
export type EntryPatch = Schemas['EntryPatch'];
export type RequestInput = Schemas['RequestInput'];
export type ActionInput = Schemas['ActionInput'];
export type SocialRequest = Schemas['SocialRequest'];
export type SupportAction = Schemas['SupportAction'];
export type TimelinePage = Schemas['TimelinePage'];
export type Draft = Schemas['Draft'];
export type DraftInput = Schemas['DraftInput'];
export type DraftSaved = Schemas['DraftSaved'];

export type EmbedSession = Schemas['EmbedSession'];
export type EmbedSessionInput = Schemas['EmbedSessionInput'];
