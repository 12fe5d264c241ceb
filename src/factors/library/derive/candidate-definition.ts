import {
  CANDIDATE_WINDOWS,
  formsOf,
  type Candidate,
  type CandidateForm,
  type CandidateLane,
  type PlainCandidate,
} from './candidate.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Definitions of one aggregate of a lane in the words of a definitions file: one for each window; against peers then their means
 * and their standard deviations.
 */
export function windowDefinitions(lane: CandidateLane, aggregate: number): Json[] {
  const { aggregates, peers, ...rows } = lane;
  const own = CANDIDATE_WINDOWS.map((window) => ({
    name: windowName(lane, { aggregate, window }),
    ...rows,
    ...aggregates[aggregate],
    window,
  }));
  if (peers === undefined) return own;
  const ofPeers = (statistic: string): Json[] =>
    own.map(({ name, window }) => ({
      ...{ name: `${name}.peer_${statistic}`, ...rows, entity: peers, aggregate: statistic, window },
    }));
  return [...own, ...ofPeers('mean'), ...ofPeers('stddev')];
}

function windowName(lane: CandidateLane, { aggregate, window }: { aggregate: number; window: string }): string {
  const { entity, source, where, value, peers, aggregates } = lane;
  const spec = aggregates[aggregate];
  const q = spec?.parameters?.['q'];
  const words = [
    source ?? 'any',
    value ?? '',
    `${spec?.aggregate ?? ''}${q === undefined ? '' : String(q)}`,
    ...(where === undefined ? [] : [`${where.field}_is_${where.value}`]),
    `by_${entity}`,
    peers === undefined ? '' : `among_${peers}`,
    window,
  ];
  return words.filter((word) => word !== '').join('.');
}

/** The name of a candidate. */
export function candidateName(lanes: readonly CandidateLane[], candidate: Candidate): string {
  if ('left' in candidate) {
    return `${candidateName(lanes, candidate.left)}_times_${candidateName(lanes, candidate.right)}`;
  }
  const lane = lanes[candidate.lane] as CandidateLane;
  const shape = shapeOf(lane, candidate);
  const name = windowName(lane, { aggregate: candidate.aggregate, window: CANDIDATE_WINDOWS[shape.window] ?? 'all' });
  if (shape.op === 'plain') return name;
  if (shape.op === 'zscore') return `${name}.zscore`;
  return `${name}_${shape.op === 'ratio' ? 'per' : 'less'}_${CANDIDATE_WINDOWS[shape.base]}`;
}

function shapeOf(lane: CandidateLane, { form }: PlainCandidate): CandidateForm {
  return formsOf(lane)[form] as CandidateForm;
}

/** The definitions that candidates need, each once: windows first, then what is computed from them. */
export function candidateDefinitions(lanes: readonly CandidateLane[], candidates: readonly Candidate[]): Json[] {
  const windows = new Map<string, Json>();
  const computed = new Map<string, Json>();
  const add = (candidate: Candidate): string => {
    const name = candidateName(lanes, candidate);
    if ('left' in candidate) {
      computed.set(name, { name, op: 'product', of: [add(candidate.left), add(candidate.right)] });
      return name;
    }
    const [used, operations] = standsOn(lanes[candidate.lane] as CandidateLane, candidate, name);
    for (const definition of used) windows.set(String(definition['name']), definition);
    for (const operation of operations) computed.set(String(operation['name']), operation);
    return name;
  };
  candidates.forEach(add);
  return [...windows.values(), ...computed.values()];
}

/** The windows of a candidate, and what is computed from them, itself last. */
function standsOn(lane: CandidateLane, candidate: PlainCandidate, name: string): [Json[], Json[]] {
  const shape = shapeOf(lane, candidate);
  const all = windowDefinitions(lane, candidate.aggregate);
  const steps = CANDIDATE_WINDOWS.length;
  const used = (
    shape.op === 'plain' ? [0] : shape.op === 'zscore' ? [0, steps, 2 * steps] : [0, shape.base - shape.window]
  ).map((step) => all[shape.window + step] as Json);
  const [own, other, deviation] = used.map((definition) => definition['name']);
  if (shape.op === 'plain') return [used, []];
  if (shape.op !== 'zscore') return [used, [{ name, op: shape.op, of: [own, other] }]];
  const above = `${String(own)}.above`;
  return [
    used,
    [
      { name: above, op: 'difference', of: [own, other] },
      { name, op: 'ratio', of: [above, deviation] },
    ],
  ];
}
