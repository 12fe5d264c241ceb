import { systemClock } from '#base';
import { findMotifs, type Motif, type MotifKind } from '#graph';
import type { ProofPart, ProofRow } from '../row.ts';
import { readPlantedCircles, type PlantedCircles } from './planted-circles.ts';

/** Planted circles of transfers, found by their shape: which accounts, how surely, how fast. */
export const motifsProof: ProofPart = {
  name: 'motifs',
  async run({ data, note }) {
    const told = await readPlantedCircles(data);
    if (told === undefined) return [missing];
    note(`${told.edges.sources.length} transfers, ${told.marked} marked accounts`);
    const ceiling = told.reachable / told.marked;
    return [
      {
        metric: 'marked accounts that take part in a planted transfer of the file at all',
        value: `${told.reachable} of ${told.marked} (recall ${ceiling.toFixed(3)} is all that planted transfers can give)`,
        target: '',
        pass: undefined,
      },
      ...rowsOf(told, ['cycle']),
      ...rowsOf(told, ['cycle', 'chain']),
      ...rowsOf(told, ['cycle', 'chain', 'group']),
    ];
  },
};

const missing: ProofRow = {
  metric: 'planted circles',
  value: 'no reference data here (TALLY_DATA)',
  target: 'recall >= 0.95 at precision >= 0.5',
  pass: undefined,
};

function rowsOf(told: PlantedCircles, kinds: readonly MotifKind[]): ProofRow[] {
  const [started, cpu] = [systemClock.now(), process.cpuUsage()];
  const { motifs } = findMotifs(told.edges, { kinds, minScore: -4 });
  const wall = (systemClock.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (user + system) / 1e6;
  const sure = accountsOf(told, motifs, 0);
  const best = mostAtHalf(told, motifs);
  const likely = motifs.filter(({ score }) => score >= 0);
  const circles = circlesFound(told, likely);
  const down = motifs.slice(0, lastAtHalf(told, motifs));
  const further = circlesFound(told, down);
  return [
    {
      metric: `${kinds.join(' and ')}: accounts, score >= 0 (about one expected by chance)`,
      value: `recall ${(sure.right / told.marked).toFixed(3)} at precision ${(sure.right / sure.all).toFixed(3)}`,
      target: 'precision >= 0.5',
      pass: sure.right >= 0.5 * sure.all,
    },
    {
      metric: `${kinds.join(' and ')}: most recall down the ranking while precision >= 0.5`,
      value: `${(best.right / told.marked).toFixed(3)} of all marked, ${(best.right / told.reachable).toFixed(3)} of those with a planted transfer (precision ${(best.right / best.all).toFixed(3)})`,
      target: '>= 0.95',
      pass: best.right >= 0.95 * told.marked,
    },
    {
      metric: `${kinds.join(' and ')}: circles (accounts joined by planted transfers of one amount) that lie in one motif, down the ranking while half the motifs are mostly marked accounts`,
      value: `${share(further.found, told.circles.length)}; motifs ${share(further.right, down.length)} (score >= 0: circles ${share(circles.found, told.circles.length)}, motifs ${share(circles.right, likely.length)})`,
      target: 'recall >= 0.95 at precision >= 0.5',
      pass: further.found >= 0.95 * told.circles.length && 2 * further.right >= down.length,
    },
    {
      metric: `${kinds.join(' and ')}: processor time`,
      value: `${seconds.toFixed(1)} s (${wall.toFixed(1)} s by the clock of a shared machine)`,
      target: '< 5 s',
      pass: seconds < 5,
    },
  ];
}

/** Planted circles of which all accounts that are seen are members of one motif, and motifs that are mostly marked accounts. */
function circlesFound({ circles, isMarked }: PlantedCircles, motifs: readonly Motif[]) {
  const motifsOf = new Map<number, Set<number>>();
  motifs.forEach(({ members }, place) => {
    for (const v of members) motifsOf.set(v, (motifsOf.get(v) ?? new Set()).add(place));
  });
  const isFound = (circle: readonly number[]): boolean =>
    [...(motifsOf.get(circle[0] ?? -1) ?? [])].some((place) =>
      circle.every((v) => motifsOf.get(v)?.has(place) === true),
    );
  return { found: circles.filter(isFound).length, right: motifs.filter((motif) => isRight(motif, isMarked)).length };
}

function isRight({ members }: Motif, isMarked: Uint8Array): boolean {
  return 2 * members.filter((v) => isMarked[v] === 1).length >= members.length;
}

/** How many motifs of the ranking can be taken so that half of them are right. */
function lastAtHalf({ isMarked }: PlantedCircles, motifs: readonly Motif[]): number {
  let [right, last] = [0, 0];
  motifs.forEach((motif, place) => {
    if (isRight(motif, isMarked)) right++;
    if (2 * right > place) last = place + 1;
  });
  return last;
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${(part / Math.max(1, whole)).toFixed(3)})`;
}

function accountsOf({ isMarked }: PlantedCircles, motifs: readonly Motif[], least: number) {
  const members = new Set(motifs.filter(({ score }) => score >= least).flatMap((motif) => motif.members));
  return { all: members.size, right: [...members].filter((v) => isMarked[v] === 1).length };
}

function mostAtHalf({ isMarked }: PlantedCircles, motifs: readonly Motif[]) {
  const seen = new Set<number>();
  let right = 0;
  let best = { all: 1, right: 0 };
  for (const { members } of motifs) {
    for (const v of members) {
      if (seen.has(v)) continue;
      seen.add(v);
      right += isMarked[v] ?? 0;
    }
    if (2 * right >= seen.size) best = { all: seen.size, right };
  }
  return best;
}
