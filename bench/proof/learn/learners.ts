import type { ProofPart, ProofRow } from '../row.ts';
import { creditLearners } from './learners-credit.ts';
import { textLearners } from './learners-text.ts';
import { askPython } from './python-peer.ts';

/** One learner's figure and how to get the peer's. */
export interface LearnerCase {
  readonly metric: string;
  /** The task that `learners_peer.py` knows. */
  readonly task: string;
  /** The name of the figure in the peer's answer. */
  readonly figure: 'auc' | 'accuracy' | 'inertia';
  /** How much worse ours may be: absolute, of an inertia relative. */
  readonly allowed: number;
  readonly own: () => Promise<number>;
}

/** Every learner but trees against scikit-learn or fastText: same rows, same parameters, same run. */
export const learnersProof: ProofPart = {
  name: 'learners',
  run: async ({ data, note, quick }) => {
    const target = 'as good as the peer';
    if (data === undefined) {
      const value = 'the reference data folder is absent (set TALLY_DATA)';
      return [{ metric: 'learners against their peers', value, target, pass: undefined }];
    }
    const rows: ProofRow[] = [];
    for (const one of [...(await creditLearners(data)), ...(await textLearners(data, quick === true))]) {
      note(one.metric);
      const own = await one.own();
      const peer = askPython('learners', 'learners_peer.py', { task: one.task, data }) as Answer | undefined;
      rows.push(judged(one, own, peer?.[one.figure]));
    }
    return rows;
  },
};

type Answer = Readonly<Record<string, number>>;

function judged({ metric, figure, allowed }: LearnerCase, own: number, peer: number | undefined): ProofRow {
  const shown = own.toFixed(figure === 'inertia' ? 0 : 5);
  const share = figure === 'inertia';
  const target = share ? `at most ${100 * allowed} % above the peer` : `at least the peer's less ${allowed}`;
  if (peer === undefined) {
    const value = `${shown}; the peer is absent (tools/peers.sh installs it)`;
    return { metric, value, target, pass: undefined };
  }
  const gap = share ? own / peer - 1 : own - peer;
  const value = `${shown} against ${peer.toFixed(share ? 0 : 5)} (${gap >= 0 ? '+' : ''}${gap.toExponential(1)})`;
  return { metric, value, target, pass: share ? gap <= allowed : gap >= -allowed };
}
