import { runStartKills } from '../../kill/start-kills.ts';
import type { ProofPart, ProofRow } from '../row.ts';

const KILLS = 20;

/** Kills `tally start` again and again under load, while it starts and while it lives its history. */
export const startKillProof: ProofPart = {
  name: 'start-kill',
  async run({ seed, note }) {
    const report = await runStartKills({ kills: KILLS, seed, people: 300, months: 24, note });
    const { kills, duringStart, acknowledged, worldApplications, lost, ledger, disagreements, diverged } = report;
    for (const fault of [...lost, ...ledger, ...disagreements, ...diverged].slice(0, 20)) note(fault);
    const none = (metric: string, faults: readonly string[]): ProofRow => ({
      metric,
      value: String(faults.length),
      target: '0',
      pass: faults.length === 0 && kills >= KILLS,
    });
    const after = `after ${kills} kills of tally start (${duringStart} during start)`;
    return [
      none(`acknowledged writes lost or answered otherwise ${after}, of ${acknowledged}`, lost),
      none(`breaks of ledger and audit chain ${after}`, ledger),
      none(`offsets and effects that disagree ${after}`, disagreements),
      none(`world applications that went another way than undisturbed ${after}, of ${worldApplications}`, diverged),
    ];
  },
};
