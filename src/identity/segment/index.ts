export {
  conditionSchema,
  parseCondition,
  rfmParts,
  sinceMarks,
  type Condition,
  type RfmPart,
  type SinceMark,
} from './condition.ts';
export { readSegments, segmentPart } from './segment-store.ts';
export type { Segment, Transition } from './segment.ts';
