import type { Outcome } from './policy.ts';

/** One visited node of a decision. `rule` is empty and `row` -1 where none hit. */
export type TraceStep =
  | { readonly node: string; readonly kind: 'rules'; readonly rule: string }
  | { readonly node: string; readonly kind: 'model'; readonly model: string; readonly score: number }
  | { readonly node: string; readonly kind: 'table'; readonly row: number }
  | {
      readonly node: string;
      readonly kind: 'cutoff';
      readonly score: number;
      readonly above: number;
      readonly passed: boolean;
    }
  | { readonly node: string; readonly kind: 'outcome'; readonly outcome: Outcome };
