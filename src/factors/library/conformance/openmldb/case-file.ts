import type { Yaml } from '../yaml/scalar.ts';

type Fields = Readonly<Record<string, Yaml>>;

/** A table of a case: `columns` are `name type`. */
export interface CaseTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Yaml[])[];
}

/** One case: tables, a query and the rows it must answer. What the file leaves out is undefined. */
export interface SqlCase {
  readonly id: string;
  readonly inputs: readonly (CaseTable | undefined)[];
  readonly sql: string | undefined;
  readonly succeeds: boolean;
  /** What the case needs besides tables and a query. */
  readonly needs: readonly string[];
  /** Runs only row by row in order of arrival, never over all rows. */
  readonly byRequest: boolean;
  readonly expected: CaseTable | undefined;
  /** Column that puts expected and answered rows in one order. */
  readonly order: string | undefined;
}

const isFields = (value: Yaml | undefined): value is { [key: string]: Yaml } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The cases of a file; one that has data providers is a case for each combination of them. */
export function casesOf(file: Yaml): SqlCase[] {
  const cases = isFields(file) && Array.isArray(file['cases']) ? file['cases'] : [];
  return cases.filter(isFields).flatMap(expand);
}

function expand(item: Fields): SqlCase[] {
  const providers = Array.isArray(item['dataProvider']) ? item['dataProvider'] : [];
  let combinations: Yaml[][] = [[]];
  for (const options of providers) {
    const list = Array.isArray(options) ? options : [options];
    combinations = combinations.flatMap((chosen) => list.map((option) => [...chosen, option]));
  }
  return combinations.map((chosen, index) => {
    const fill = (text: string): string =>
      text.replaceAll(/d\[(\d+)\]/g, (_, d: string) => String(chosen[Number(d)] ?? ''));
    const sql = item['sql'] ?? (Array.isArray(item['sqls']) && item['sqls'].length === 1 ? item['sqls'][0] : undefined);
    const expect = { ...(isFields(item['expect']) ? item['expect'] : {}), ...provided(item['expectProvider'], index) };
    const order = typeof expect['order'] === 'string' ? expect['order'] : undefined;
    return {
      id: providers.length === 0 ? String(item['id']) : `${String(item['id'])}.${index}`,
      inputs: Array.isArray(item['inputs']) ? item['inputs'].map(tableOf) : [],
      sql: typeof sql === 'string' ? fill(sql) : undefined,
      succeeds: expect['success'] !== false,
      needs: ['batch_request', ...(item['sql'] === undefined ? [] : ['sqls'])].filter(
        (name) => item[name] !== undefined,
      ),
      byRequest: String(item['mode'] ?? '').includes('batch-unsupport'),
      expected: tableOf(expect),
      order,
    };
  });
}

function provided(expectations: Yaml | undefined, index: number): Fields {
  if (Array.isArray(expectations)) return isFields(expectations[index]) ? expectations[index] : {};
  const found = isFields(expectations) ? expectations[String(index)] : undefined;
  return isFields(found) ? found : {};
}

function tableOf(value: Yaml): CaseTable | undefined {
  if (!isFields(value) || !Array.isArray(value['columns'])) return undefined;
  const { rows = [] } = value;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) return undefined;
  return { columns: value['columns'].map(String), rows };
}
