import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { join } from 'node:path';
import type { ProofRow } from '../row.ts';
import { describeScores, type KnownFile } from './linkage.ts';

const root = join(import.meta.dirname, '../../..');

interface PeerAnswer {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly bCubedF1: number;
  readonly seconds: number;
  readonly threshold: number;
}

/** Splink with hand-made settings on the same files, at the best of its thresholds: a bar that no user has without labels. */
export function splinkRows(folder: string, files: readonly KnownFile[]): ProofRow[] {
  const python = join(root, '.peers/identity/bin/python');
  return files.map(({ name, file }) => {
    const metric = `Splink 4.0.17 on ${name}, settings by hand, best of its thresholds by the known answers`;
    if (!existsSync(python)) {
      const value = 'the peer is absent (tools/peers.sh identity installs it)';
      return { metric, value, target: 'reported', pass: undefined };
    }
    const script = join(import.meta.dirname, 'splink_peer.py');
    const out = execFileSync(python, [script, join(folder, file), name], {
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const answer = JSON.parse(out.toString().trim().split('\n').at(-1) ?? '{}') as PeerAnswer;
    const bCubed = { precision: 0, recall: 0, f1: answer.bCubedF1 };
    const scores = { ...answer, bCubed, records: 0, truePairs: 0, foundPairs: 0, sharedPairs: 0 };
    const value = `${describeScores(scores, answer.seconds)} at threshold ${answer.threshold}`;
    return { metric, value, target: 'reported', pass: undefined };
  });
}
