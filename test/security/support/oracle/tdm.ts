import {
  administrator,
  byAuthor,
  byFile,
  everyone,
  followUp,
  forRule,
  holding,
  type FeatureRules,
} from './rule.ts';

export const tdm: FeatureRules = {
  tables: {
    work_entry: followUp,
    work_entry_request: followUp,
    work_entry_partner: followUp,
    social_request: followUp,
    support_action: followUp,
    partner: everyone,
    // In the worker's words
    work_entry_text: byFile('text', 'writeFollowUp'),
    work_entry_void: byFile('text', 'writeFollowUp'),
    draft: byAuthor('author_id'),
  },
  operations: {
    ...forRule('everybody', 'tdm.listDrafts', 'tdm.capture'),
    // Done already, as far as anybody else can tell
    'tdm.discardDraft': 'everybody',
    ...forRule('author', 'tdm.saveDraft', 'tdm.undoEntry', 'tdm.undoChange'),
    ...holding(
      'followUp',
      'tdm.readEntry',
      'tdm.entryHistory',
      'tdm.requestHistory',
      'tdm.timeline',
      'tdm.requests',
    ),
    ...holding(
      'writeFollowUp',
      'tdm.createEntry',
      'tdm.createUnfiledEntry',
      'tdm.changeEntry',
      'tdm.voidEntry',
      'tdm.changeRequest',
      'tdm.addAction',
      'tdm.changeAction',
    ),
    'tdm.addPartner': { roles: ['ADMINISTRATOR'], orHolds: 'writeFollowUp' },
    ...forRule(administrator, 'tdm.changePartner', 'tdm.partnerEffect'),
  },
};
