export { TdmEditor } from './tdm-editor.element.ts';
export type { DraftState, EntryDetail, EntrySavedDetail, TdmEditorEventMap } from './tdm-editor.events.ts';
export {
  tdmEditorMessages,
  type TdmEditorMessageOverrides,
  type TdmEditorMessages,
} from './tdm-editor.messages.ts';
