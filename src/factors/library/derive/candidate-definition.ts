import { CANDIDATE_FORMS, CANDIDATE_WINDOWS, type Candidate, type CandidateLane } from './candidate.ts';

type Json = Readonly<Record<string, unknown>>;

/** Definitions of one aggregate of a lane, one for each window, in the words of a definitions file. */
export function windowDefinitions(lane: CandidateLane, aggregate: number): Json[] {
  const { aggregates, ...rows } = lane;
  const spec = aggregates[aggregate];
  return CANDIDATE_WINDOWS.map((window) => ({
    name: windowName(lane, { aggregate, window }),
    ...rows,
    ...spec,
    window,
  }));
}

function windowName(lane: CandidateLane, { aggregate, window }: { aggregate: number; window: string }): string {
  const { entity, source, where, value, aggregates } = lane;
  const spec = aggregates[aggregate];
  const q = spec?.parameters?.['q'];
  const words = [
    source ?? 'any',
    value ?? '',
    `${spec?.aggregate ?? ''}${q === undefined ? '' : String(q)}`,
    ...(where === undefined ? [] : [`${where.field}_is_${where.value}`]),
    `by_${entity}`,
    window,
  ];
  return words.filter((word) => word !== '').join('.');
}

/** The name of a candidate. */
export function candidateName(lane: CandidateLane, { aggregate, form }: Candidate): string {
  const shape = CANDIDATE_FORMS[form];
  const name = windowName(lane, { aggregate, window: CANDIDATE_WINDOWS[shape?.window ?? 0] ?? 'all' });
  if (shape === undefined || shape.op === 'plain') return name;
  return `${name}_${shape.op === 'ratio' ? 'per' : 'less'}_${CANDIDATE_WINDOWS[shape.base]}`;
}

/** The definitions that candidates need, each once: windows first, then what is computed from them. */
export function candidateDefinitions(lanes: readonly CandidateLane[], candidates: readonly Candidate[]): Json[] {
  const windows = new Map<string, Json>();
  const computed: Json[] = [];
  for (const candidate of candidates) {
    const lane = lanes[candidate.lane] as CandidateLane;
    const shape = CANDIDATE_FORMS[candidate.form];
    if (shape === undefined) continue;
    const all = windowDefinitions(lane, candidate.aggregate);
    const used = shape.op === 'plain' ? [shape.window] : [shape.window, shape.base];
    const names = used.map((window) => {
      const definition = all[window] as Json;
      windows.set(String(definition['name']), definition);
      return String(definition['name']);
    });
    if (shape.op !== 'plain') computed.push({ name: candidateName(lane, candidate), op: shape.op, of: names });
  }
  return [...windows.values(), ...computed];
}
