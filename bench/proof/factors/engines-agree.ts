import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCases, runRandom, withDuckDbSession } from '#factors';
import type { ProofPart, ProofRow } from '../row.ts';

/** Every engine against the literal reading: random histories, and the SQL cases of OpenMLDB. */
export const enginesAgree: ProofPart = {
  name: 'engines',
  async run({ seed, data, quick, note }) {
    const rows: ProofRow[] = [];
    await withDuckDbSession(async (duckdb) => {
      const histories = quick === true ? 3 : 12;
      const report = await runRandom({ seed, histories }, [duckdb]);
      for (const [engine, { cells, equal, close, different, example }] of Object.entries(report.engines)) {
        const share = ((100 * (cells - different)) / cells).toFixed(different === 0 ? 0 : 4);
        rows.push({
          metric: `library: ${engine} against the literal reading, ${histories} random histories`,
          value: `${share} % of ${cells} cells equal (${equal} the same bits, ${close} within 1e-9)${example === undefined ? '' : `; ${example}`}`,
          target: '100 %',
          pass: different === 0,
        });
      }
      const folder = data === undefined ? undefined : join(data, 'factors/openmldb');
      if (folder === undefined) note('no reference data: the SQL cases are left out');
      else rows.push(await casesRow(folder, [duckdb]));
    });
    return rows;
  },
};

async function casesRow(folder: string, sessions: Parameters<typeof runCases>[1]): Promise<ProofRow> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));
  const texts = files.sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const report = await runCases(texts, sessions);
  const reasons = Object.entries(report.notApplicable)
    .slice(0, 6)
    .map(([reason, count]) => `${count} ${reason}`);
  const failures = report.failures.slice(0, 3).map(({ file, id, reason }) => `${file} ${id}: ${reason}`);
  return {
    metric: 'OpenMLDB cases on reference, columnar and DuckDB',
    value: `${report.passed} of ${report.applicable} applicable of ${report.cases}; others: ${reasons.join(', ')}${failures.length > 0 ? `; failed: ${failures.join('; ')}` : ''}`,
    target: 'all applicable',
    pass: report.passed === report.applicable,
  };
}
