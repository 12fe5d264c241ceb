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
      metric: `${kinds.join(' and ')}: processor time`,
      value: `${seconds.toFixed(1)} s (${wall.toFixed(1)} s by the clock of a shared machine)`,
      target: '< 5 s',
      pass: seconds < 5,
    },
  ];
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
