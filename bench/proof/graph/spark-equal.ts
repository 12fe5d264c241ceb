import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sparkPlan, sparkScript } from '#graph';
import { writeTable } from '#table';
import type { KnownCase } from './spark-cases.ts';
import { graphFramesJars, onSpark, type SparkAnswer, type SparkCase } from './spark-peer.ts';

/** How one text fared on Spark. */
export interface SparkOutcome {
  readonly name: string;
  readonly usedGraphFrames: boolean;
  /** What differs first, or undefined. */
  readonly difference: string | undefined;
}

/**
 * Runs the scripts as `tally graph spark` prints them on the Spark of `.peers` and compares what they write with the engine; those that
 * can use GraphFrames run once with it (where its jar is) and once without.
 */
export async function sparkOutcomes(
  known: readonly KnownCase[],
): Promise<{ readonly version: string; readonly outcomes: readonly SparkOutcome[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'tally-spark-'));
  try {
    const runs: { readonly asked: SparkCase; readonly known: KnownCase }[] = [];
    for (const [i, one] of known.entries()) {
      const asked = await written(join(folder, String(i)), one);
      runs.push({ asked, known: one });
      if (one.algorithm !== 'wcc' || graphFramesJars().length === 0) continue;
      runs.push({ asked: { ...asked, out: `${asked.out}-frames`, graphFrames: true }, known: one });
    }
    const { version, answers } = onSpark(runs.map(({ asked }) => asked));
    const outcomes = runs.map(({ known: one }, i): SparkOutcome => {
      const answer = answers[i] ?? { names: [], rows: [], usedGraphFrames: false };
      return {
        name: one.name,
        usedGraphFrames: answer.usedGraphFrames,
        difference: firstDifference(one, answer),
      };
    });
    return { version, outcomes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function written(path: string, { algorithm, options, edges, vertices }: KnownCase): Promise<SparkCase> {
  const files = { script: `${path}.py`, edges: `${path}-edges.parquet`, vertices: `${path}-vertices.parquet` };
  writeFileSync(files.script, sparkScript(sparkPlan(algorithm, options)));
  await writeTable(edges, files.edges);
  await writeTable(vertices, files.vertices);
  return { ...files, out: `${path}-out`, graphFrames: false };
}

function firstDifference({ expected, vertices }: KnownCase, { names, rows }: SparkAnswer): string | undefined {
  if (rows.length !== vertices.rows) return `${rows.length} rows instead of ${vertices.rows}`;
  for (const [name, values] of expected) {
    const place = names.indexOf(name);
    if (place < 0) return `no column "${name}"`;
    const row = rows.findIndex((cells, v) => !isSame(cells[place] ?? NaN, values[v] ?? NaN));
    if (row >= 0) return `${name} of node ${row}: ${rows[row]?.[place]} instead of ${values[row]}`;
  }
  return undefined;
}

/** Whole numbers and texts alike, sums of doubles in any order. */
function isSame(found: number | string, expected: number | string): boolean {
  if (typeof found === 'string' || typeof expected === 'string') return found === expected;
  if (Number.isNaN(found) || Number.isNaN(expected)) return Number.isNaN(found) === Number.isNaN(expected);
  return Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected));
}
