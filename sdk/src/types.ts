import type { components } from './generated/schema.d.ts';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];

export type Configuration = Schemas['Configuration'];
export type ChoiceList = Schemas['ChoiceList'];
export type ChoiceItem = Schemas['ChoiceItem'];
export type ChoiceItemInput = Schemas['ChoiceItemInput'];
export type ChoiceItemPatch = Schemas['ChoiceItemPatch'];
export type ChoiceListState = Schemas['ChoiceListState'];
export type ConfigurationEffect = Schemas['ConfigurationEffect'];
export type ConfigurationFile = Schemas['ConfigurationFile'];
export type ConfigurationFileEffect = Schemas['ConfigurationFileEffect'];
export type FieldOrder = Schemas['FieldOrder'];
export type SituationField = Schemas['SituationField'];
export type SituationFieldInput = Schemas['SituationFieldInput'];
export type SituationFieldPatch = Schemas['SituationFieldPatch'];
export type FieldDefinition = Configuration['fields'][number];
export type OrgUnit = Configuration['units'][number];
export type StaffMember = Configuration['staff'][number];
export type Partner = Schemas['Partner'];
export type PartnerInput = Schemas['PartnerInput'];
export type PartnerPatch = Schemas['PartnerPatch'];
export type PartnerEffect = Schemas['PartnerEffect'];

export type Organisation = Schemas['Organisation'];
export type OrganisationUnit = Schemas['OrgUnit'];
export type OrgUnitInput = Schemas['OrgUnitInput'];
export type OrgUnitPatch = Schemas['OrgUnitPatch'];
export type Thresholds = Schemas['Thresholds'];
export type ThresholdsPatch = Schemas['ThresholdsPatch'];
export type InactivityInput = Schemas['InactivityInput'];
export type InactivityEffect = Schemas['InactivityEffect'];
export type MoveEffect = Schemas['MoveEffect'];
export type TeamMember = Schemas['StaffMember'];
export type StaffInput = Schemas['StaffInput'];
export type StaffPatch = Schemas['StaffPatch'];
export type LeavingEffect = Schemas['LeavingEffect'];
export type AccessGrant = Schemas['AccessGrant'];
export type GrantInput = Schemas['GrantInput'];

export type SocialFile = Schemas['SocialFile'];
export type FileSummary = Schemas['FileSummary'];
export type FilePage = Schemas['FilePage'];
export type FileFlag = Schemas['FileFlag'];
export type Identity = Schemas['Identity'];
export type Relative = Schemas['Relative'];
export type SituationGroup = Schemas['SituationGroup'];
export type SituationValue = Schemas['SituationValue'];
export type HiddenValue = Schemas['HiddenValue'];
export type ExternalReference = Schemas['ExternalReference'];

export type NewFile = Schemas['NewFile'];
export type SearchInput = Schemas['SearchInput'];
export type SearchResult = Schemas['SearchResult'];
export type DuplicateInput = Schemas['DuplicateInput'];
export type DuplicateReport = Schemas['DuplicateReport'];
export type IdentityPatch = Schemas['IdentityPatch'];
export type SituationPatch = Schemas['SituationPatch'];
export type RelativeInput = Schemas['RelativeInput'];
export type RelativePatch = Schemas['RelativePatch'];
export type FlagInput = Schemas['FlagInput'];
export type TransferInput = Schemas['TransferInput'];
export type FileTransfer = Schemas['FileTransfer'];
export type TransferTarget = Schemas['TransferTarget'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type LeadWorker = Schemas['LeadWorkerList']['items'][number];
export type HistoryPage = Schemas['HistoryPage'];
export type AccessReason = Schemas['AccessReason'];

export type WorkEntry = Schemas['WorkEntry'];
export type EntryInput = Schemas['EntryInput'];
export type UnfiledEntryInput = Schemas['UnfiledEntryInput'];
export type EntryPatch = Schemas['EntryPatch'];
export type EntryVersion = Schemas['EntryVersion'];
export type RequestChange = Schemas['RequestChange'];
export type RequestInput = Schemas['RequestInput'];
export type ActionInput = Schemas['ActionInput'];
export type RequestPatch = Schemas['RequestPatch'];
export type NewAction = Schemas['NewAction'];
export type ActionPatch = Schemas['ActionPatch'];
export type CaptureInput = Schemas['CaptureInput'];
export type CaptureReading = Schemas['CaptureReading'];
export type SocialRequest = Schemas['SocialRequest'];
export type SupportAction = Schemas['SupportAction'];
export type TimelinePage = Schemas['TimelinePage'];
export type Draft = Schemas['Draft'];
export type DraftInput = Schemas['DraftInput'];
export type DraftSaved = Schemas['DraftSaved'];

export type Import = Schemas['Import'];
export type ImportMapping = NonNullable<Import['mapping']>;
export type ImportPage = Schemas['ImportPage'];
export type ImportPatch = Schemas['ImportPatch'];
export type ImportPreview = Schemas['ImportPreview'];
export type ImportReportLine = Schemas['ImportReportLine'];
export type ImportReportPage = Schemas['ImportReportPage'];
export type NewImport = Schemas['NewImport'];
export type Job = Schemas['Job'];

export type AuditEvent = Schemas['AuditEvent'];
export type AuditPage = Schemas['AuditPage'];

export type EmbedSession = Schemas['EmbedSession'];
export type EmbedSessionInput = Schemas['EmbedSessionInput'];
