import { ActivityPart } from './activity.ts';
import { ContractedPart } from './contracted.ts';
import { DrawingPart } from './drawing.ts';
import { ExplainPart } from './explain.ts';
import { ExportsPart } from './exports.ts';
import { MissingPart } from './missing.ts';
import { SharingPart } from './sharing.ts';

/** All that stands beside the table, as one piece that is loaded when it is needed. */
export function defineBeside(): void {
  for (const part of [
    ...[DrawingPart, ExplainPart, ExportsPart, MissingPart, ContractedPart],
    ...[SharingPart, ActivityPart],
  ])
    part.define();
}
