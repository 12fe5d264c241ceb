import { describe, expect, it } from 'vitest';
import { runCases } from './openmldb/run-cases.ts';
import { runRandom } from './run-random.ts';
import { readYaml } from './yaml/read-yaml.ts';

const CASES = `
db: test
cases:
  - id: 0
    desc: "sums: 'of' rows"
    inputs:
      - columns: ["id int", "c1 string", "c4 bigint", "c7 timestamp"]
        rows:
          - [1, "aa", 30, 1590738990000]
          - [2, "aa", 31, 1590738990001]   # a comment
          - [3, bb, null, 1590738990002]
    dataProvider:
      - ["ROWS", "ROWS_RANGE"]
    sql: |
      SELECT id, sum(c4) OVER w1 as s, count_where(*, c4 > 30) OVER w1 as n FROM {0}
      WINDOW w1 AS (PARTITION BY {0}.c1 ORDER BY {0}.c7 d[0] BETWEEN 1 PRECEDING AND CURRENT ROW);
    expect:
      order: id
      columns: ["id int", "s bigint", "n bigint"]
      rows: [[1, 30, 0], [2, 61, 1],
             [3, null, 0]]
  - id: 1
    sql: select * from {0} last join {1} on {0}.c1 = {1}.c1
    expect: {success: true}
`;

describe('conformance', () => {
  it('runs SQL cases, one for each provider, and counts why others do not apply', async () => {
    const report = await runCases([{ name: 'a.yaml', text: CASES }], []);
    expect(report).toMatchObject({ cases: 3, applicable: 2, passed: 2, failures: [], notApplicable: { join: 1 } });
  });

  it('names what differs, and files that cannot be read', async () => {
    const wrong = CASES.replace('[2, 61, 1]', '[2, 62, 1]');
    const report = await runCases(
      [
        { name: 'wrong.yaml', text: wrong },
        { name: 'odd.yaml', text: 'cases: &anchor 1' },
      ],
      [],
    );
    expect(report.failures[0]?.reason).toBe('reference: row 1 s bigint: 61 instead of 62');
    expect(report.unreadableFiles).toEqual(['odd.yaml']);
  });

  it('finds the engines equal on random histories', async () => {
    const { engines } = await runRandom({ seed: 9, histories: 2 }, []);
    expect(engines['columnar']).toMatchObject({ different: 0, close: 0 });
  });

  it('reads the YAML of case files', () => {
    const text =
      "a:\n- b: 1\n  c: 'it''s'\n-   - x\n    - {y: [1, \"#2\"], z: }\nd: >\n  one\n  two\ne: plain\n  more\n";
    expect(readYaml(text)).toEqual({
      a: [{ b: 1, c: "it's" }, ['x', { y: [1, '#2'], z: null }]],
      d: 'one two\n',
      e: 'plain more',
    });
  });
});
