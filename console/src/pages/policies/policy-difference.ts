import type { PolicyBody, PolicyNode } from './policy-body.ts';

/** One change between two policies; the texts are made by the caller in his language. */
export type Change =
  | { readonly kind: 'start'; readonly before: string; readonly after: string }
  | { readonly kind: 'node-added' | 'node-removed'; readonly node: PolicyNode }
  | { readonly kind: 'rule-added' | 'rule-removed'; readonly node: string; readonly rule: RuleOf }
  | { readonly kind: 'rule-changed'; readonly node: string; readonly before: RuleOf; readonly after: RuleOf }
  | { readonly kind: 'row-added' | 'row-removed'; readonly node: string; readonly place: number; readonly row: RowOf }
  | {
      readonly kind: 'row-changed';
      readonly node: string;
      readonly place: number;
      readonly before: RowOf;
      readonly after: RowOf;
    }
  | {
      readonly kind: 'cutoff' | 'model' | 'next';
      readonly node: string;
      readonly before: string;
      readonly after: string;
    };

export type RuleOf = Extract<PolicyNode, { kind: 'rules' }>['rules'][number];
export type RowOf = Extract<PolicyNode, { kind: 'table' }>['rows'][number];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What changed from one policy to another: nodes by id, rules by id, rows by place. */
export function policyDifference(before: PolicyBody, after: PolicyBody): Change[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map(({ id }) => id));
  const start: Change[] =
    before.start === after.start ? [] : [{ kind: 'start', before: before.start, after: after.start }];
  return [
    ...start,
    ...before.nodes.filter(({ id }) => !kept.has(id)).map((node): Change => ({ kind: 'node-removed', node })),
    ...after.nodes.flatMap((node): Change[] => {
      const was = old.get(node.id);
      return was === undefined ? [{ kind: 'node-added', node }] : nodeChanges(was, node);
    }),
  ];
}

function nodeChanges(before: PolicyNode, after: PolicyNode): Change[] {
  if (before.kind !== after.kind) {
    return [
      { kind: 'node-removed', node: before },
      { kind: 'node-added', node: after },
    ];
  }
  return [...contentChanges(before, after), ...nextChange(before, after)];
}

function nextChange(before: PolicyNode, after: PolicyNode): Change[] {
  const [was, is] = ['next' in before ? before.next : '', 'next' in after ? after.next : ''];
  return was === is ? [] : [{ kind: 'next', node: after.id, before: was, after: is }];
}

function contentChanges(before: PolicyNode, after: PolicyNode): Change[] {
  const node = after.id;
  if (before.kind === 'rules' && after.kind === 'rules') return ruleChanges(node, before.rules, after.rules);
  if (before.kind === 'table' && after.kind === 'table') return rowChanges(node, before.rows, after.rows);
  if (before.kind === 'model' && after.kind === 'model' && before.model !== after.model) {
    return [{ kind: 'model', node, before: before.model, after: after.model }];
  }
  if (before.kind === 'cutoff' && after.kind === 'cutoff' && before.above !== after.above) {
    return [{ kind: 'cutoff', node, before: String(before.above), after: String(after.above) }];
  }
  if (before.kind === 'outcome' && after.kind === 'outcome' && before.outcome !== after.outcome) {
    return [
      { kind: 'node-removed', node: before },
      { kind: 'node-added', node: after },
    ];
  }
  return [];
}

function ruleChanges(node: string, before: readonly RuleOf[], after: readonly RuleOf[]): Change[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !kept.has(id)).map((rule): Change => ({ kind: 'rule-removed', node, rule })),
    ...after.flatMap((rule): Change[] => {
      const was = old.get(rule.id);
      if (was === undefined) return [{ kind: 'rule-added', node, rule }];
      return same(was, rule) ? [] : [{ kind: 'rule-changed', node, before: was, after: rule }];
    }),
  ];
}

function rowChanges(node: string, before: readonly RowOf[], after: readonly RowOf[]): Change[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, place) => place).flatMap(
    (place): Change[] => {
      const [was, is] = [before[place], after[place]];
      if (was === undefined && is !== undefined) return [{ kind: 'row-added', node, place, row: is }];
      if (was !== undefined && is === undefined) return [{ kind: 'row-removed', node, place, row: was }];
      if (was === undefined || is === undefined || same(was, is)) return [];
      return [{ kind: 'row-changed', node, place, before: was, after: is }];
    },
  );
}
