import { runKills } from '../../kill/run-kills.ts';
import type { ProofPart } from '../row.ts';

const KILLS = 20;

/** Kills a writing process again and again and counts what was lost or does not add up. */
export const killProof: ProofPart = {
  name: 'kill',
  async run({ seed, note }) {
    const { kills, duringStart, acknowledged, found, faults } = await runKills({ kills: KILLS, seed, note });
    for (const fault of faults) note(fault);
    const metric = `ledger: sum of debits = sum of credits per currency, breaks and losses after ${kills} kills (${duringStart} during start)`;
    const value = `${faults.length} (${acknowledged} units acknowledged, ${found.events} events, ${found.effects} effects)`;
    return [{ metric, value, target: '0', pass: faults.length === 0 && kills >= KILLS }];
  },
};
