import { TallyError, must, unreachable } from '#base';
import { compileCondition, type ValueSlots } from './compile-condition.ts';
import { comparisonsOf, type Condition } from './condition.ts';
import { isListValue, listNames, listOfValue, listValue, type ListMatch } from './lists.ts';
import { policyHash, type Outcome, type Policy, type PolicyNode } from './policy.ts';
import type { TraceStep } from './trace.ts';

/** A model that a policy can ask. `values` are the factors in catalogue order. */
export interface PolicyModel {
  /** Content address of the model file. */
  readonly hash: string;
  score(values: Float64Array): number;
  /** Names of the factors that raised the score most, strongest first. */
  topFactors(values: Float64Array, count: number): readonly string[];
}

export interface CompileOptions {
  /** Factor names in the order of the vector. */
  readonly factors: readonly string[];
  readonly models: Readonly<Record<string, PolicyModel>>;
}

/** What a policy says about one application. */
export interface Decision {
  readonly outcome: Outcome;
  /** Codes of at most four reasons, the strongest first; empty for an approval. */
  readonly reasons: readonly string[];
  /** Everything that nodes set (scores, `apr_bps`, `limit_minor`), and the counts of the lists that the policy reads. */
  readonly variables: Readonly<Record<string, number>>;
  readonly trace: readonly TraceStep[];
}

/** A policy ready to run: a chain of closures, no look-up by name left, the trace always on. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly hash: string;
  readonly modelHashes: Readonly<Record<string, string>>;
  /** `matches` are the lists that something of the applicant is on; none when left out. */
  decide(factors: Float64Array, matches?: readonly ListMatch[]): Decision;
}

interface Run {
  readonly factors: Float64Array;
  readonly variables: Float64Array;
  readonly trace: TraceStep[];
  readonly reasons: string[];
}

/** A compiled node: the next node's place, or the outcome that ends the run. */
type Step = (run: Run) => number | Outcome;

/**
 * Compiles a policy.
 *
 * @throws TallyError `DECIDE_POLICY_INVALID` for an unknown value, model or node, or a cycle, naming it.
 */
export function compilePolicy(policy: Policy, options: CompileOptions): CompiledPolicy {
  const places = new Map(policy.nodes.map((node, place) => [node.id, place]));
  checkGraph(policy, places);
  const slots = slotsOf(policy, options.factors);
  const steps = policy.nodes.map((node) => compileNode(node, { places, slots, options }));
  const start = must(places.get(policy.start), policy.start);
  const names = [...slots.variables.keys()];
  const lists = names.map(listOfValue);
  const modelHashes = Object.fromEntries(modelsOf(policy).map((name) => [name, model(name, options).hash]));
  return {
    policy,
    hash: policyHash(policy),
    modelHashes,
    decide(factors, matches = []) {
      const variables = Float64Array.from(lists, (list) => (list === undefined ? NaN : countOf(matches, list)));
      const run: Run = { factors, variables, trace: [], reasons: [] };
      let at: number | Outcome = start;
      while (typeof at === 'number') at = must(steps[at], 'a node')(run);
      const set = names
        .map((name, i) => [name, run.variables[i] ?? NaN] as const)
        .filter(([, value]) => value === value);
      return { outcome: at, reasons: run.reasons, variables: Object.fromEntries(set), trace: run.trace };
    },
  };
}

function countOf(matches: readonly ListMatch[], list: string): number {
  return matches.reduce((count, match) => count + (match.list === list ? 1 : 0), 0);
}

interface NodeContext {
  readonly places: ReadonlyMap<string, number>;
  readonly slots: ValueSlots;
  readonly options: CompileOptions;
}

function compileNode(node: PolicyNode, context: NodeContext): Step {
  switch (node.kind) {
    case 'outcome':
      return (run) => {
        run.trace.push({ node: node.id, kind: 'outcome', outcome: node.outcome });
        return node.outcome;
      };
    case 'rules':
      return compileRules(node, context);
    case 'model':
      return compileModel(node, context);
    case 'table':
      return compileTable(node, context);
    case 'cutoff':
      return compileCutoff(node, context);
    default:
      return unreachable(node);
  }
}

function compileRules(node: Extract<PolicyNode, { kind: 'rules' }>, { places, slots }: NodeContext): Step {
  const next = must(places.get(node.next), node.next);
  const rules = node.rules.map((rule) => ({ ...rule, test: compileCondition(rule.when, slots) }));
  return (run) => {
    const hit = rules.find(({ test }) => test(run.factors, run.variables));
    run.trace.push({ node: node.id, kind: 'rules', rule: hit?.id ?? '' });
    if (hit === undefined) return next;
    run.reasons.push(hit.reason);
    return hit.outcome;
  };
}

function compileModel(node: Extract<PolicyNode, { kind: 'model' }>, { places, slots, options }: NodeContext): Step {
  const next = must(places.get(node.next), node.next);
  const asked = model(node.model, options);
  const slot = must(slots.variables.get(node.sets), node.sets);
  return (run) => {
    const score = asked.score(run.factors);
    if (!(score >= 0 && score <= 1)) {
      throw new TallyError('DECIDE_SCORE', `model ${node.model} gave ${score}, not a probability`, { status: 500 });
    }
    run.variables[slot] = score;
    run.trace.push({ node: node.id, kind: 'model', model: node.model, score });
    return next;
  };
}

function compileTable(node: Extract<PolicyNode, { kind: 'table' }>, { places, slots }: NodeContext): Step {
  const next = must(places.get(node.next), node.next);
  const rows = node.rows.map(({ when, set }) => ({
    test: when === undefined ? () => true : compileCondition(when, slots),
    set: Object.entries(set).map(([name, value]) => [must(slots.variables.get(name), name), value] as const),
  }));
  return (run) => {
    const row = rows.findIndex(({ test }) => test(run.factors, run.variables));
    run.trace.push({ node: node.id, kind: 'table', row });
    for (const [slot, value] of rows[row]?.set ?? []) run.variables[slot] = value;
    return next;
  };
}

function compileCutoff(node: Extract<PolicyNode, { kind: 'cutoff' }>, { places, slots, options }: NodeContext): Step {
  const next = must(places.get(node.next), node.next);
  const slot = must(slots.variables.get(node.score), node.score);
  const asked = model(node.model, options);
  return (run) => {
    const score = run.variables[slot] ?? NaN;
    const declined = score > node.above;
    run.trace.push({ node: node.id, kind: 'cutoff', score, above: node.above, passed: !declined });
    if (!declined) return next;
    run.reasons.push(node.reason, ...asked.topFactors(run.factors, 3));
    return node.outcome;
  };
}

function model(name: string, { models }: CompileOptions): PolicyModel {
  const found = models[name];
  if (found !== undefined) return found;
  return invalid(`model ${name} is not deployed`, `deployed models: ${Object.keys(models).join(', ') || 'none'}`);
}

/** Ids of the models that a policy asks. */
export function modelsOf(policy: Policy): string[] {
  return [...new Set(policy.nodes.flatMap((node) => ('model' in node ? [node.model] : [])))];
}

function slotsOf(policy: Policy, factors: readonly string[]): ValueSlots {
  const names = policy.nodes.flatMap((node) => {
    if (node.kind === 'model') return [node.sets];
    return node.kind === 'table' ? node.rows.flatMap(({ set }) => Object.keys(set)) : [];
  });
  return {
    factors: new Map(factors.map((name, i) => [name, i])),
    variables: new Map([...new Set([...names, ...listsRead(policy)])].map((name, i) => [name, i])),
  };
}

/** The lists that conditions of a policy count, by the names of their values. */
function listsRead(policy: Policy): string[] {
  const rows = policy.nodes.flatMap((node): readonly { readonly when?: Condition | undefined }[] =>
    node.kind === 'rules' ? node.rules : node.kind === 'table' ? node.rows : [],
  );
  const values = rows.flatMap(({ when }) => (when === undefined ? [] : comparisonsOf(when).map(({ value }) => value)));
  const read = values.filter(isListValue);
  const unknown = read.find((value) => listOfValue(value) === undefined);
  if (unknown === undefined) return read;
  return invalid(`there is no list behind ${unknown}`, `lists: ${listNames.map(listValue).join(', ')}`);
}

function checkGraph(policy: Policy, places: ReadonlyMap<string, number>): void {
  if (places.size < policy.nodes.length) invalid('two nodes have the same id', 'give every node an id of its own');
  const open = new Set<string>();
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id)) return;
    if (open.has(id)) invalid(`node ${id} leads back to itself`, 'a policy must not have cycles');
    const place = places.get(id);
    if (place === undefined) return invalid(`node ${id} does not exist`, `nodes: ${[...places.keys()].join(', ')}`);
    open.add(id);
    const node = must(policy.nodes[place], id);
    if ('next' in node) visit(node.next);
    open.delete(id);
    done.add(id);
  };
  visit(policy.start);
}

function invalid(message: string, hint: string): never {
  throw new TallyError('DECIDE_POLICY_INVALID', `the policy is not valid: ${message}`, { hint, status: 422 });
}
