/** The body of a policy as the decide room defines it; what does not fit is shown as JSON only. */
export interface Comparison {
  readonly value: string;
  readonly op: string;
  readonly to?: number;
}

export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

interface Rule {
  readonly id: string;
  readonly when: Condition;
  readonly outcome: string;
  readonly reason: string;
}

interface Row {
  readonly when?: Condition;
  readonly set: Readonly<Record<string, number>>;
}

interface Step {
  readonly id: string;
  readonly next: string;
}

export type PolicyNode =
  | (Step & { readonly kind: 'rules'; readonly rules: readonly Rule[] })
  | (Step & { readonly kind: 'model'; readonly model: string; readonly sets: string })
  | (Step & { readonly kind: 'table'; readonly rows: readonly Row[] })
  | (Step & {
      readonly kind: 'cutoff';
      readonly score: string;
      readonly model: string;
      readonly above: number;
      readonly outcome: string;
      readonly reason: string;
    })
  | { readonly id: string; readonly kind: 'outcome'; readonly outcome: string };

export interface PolicyBody {
  readonly start: string;
  readonly nodes: readonly PolicyNode[];
}

const kinds: readonly string[] = ['rules', 'model', 'table', 'cutoff', 'outcome'] satisfies PolicyNode['kind'][];

/** The graph of a stored policy; undefined when it is of a later shape than this console knows. */
export function readPolicyBody(body: Readonly<Record<string, unknown>>): PolicyBody | undefined {
  const { start, nodes } = body as Partial<PolicyBody>;
  if (typeof start !== 'string' || !Array.isArray(nodes)) return undefined;
  const isKnown = nodes.every((node: Partial<PolicyNode>) => node.kind !== undefined && kinds.includes(node.kind));
  return isKnown ? { start, nodes } : undefined;
}
