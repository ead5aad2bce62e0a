import { TdmEditor } from './tdm-editor.element.ts';

TdmEditor.define();

export * from './tdm-editor.pure.ts';
