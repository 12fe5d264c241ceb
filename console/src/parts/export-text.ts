import type { Column } from './table-column.ts';

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  // A text that a spreadsheet would take for a formula is marked as text.
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as CSV (RFC 4180) with a header of column keys. */
export function csvOf<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const exported = columns.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]));
  const lines = rows.map((row) => exported.map(({ value }) => csvCell(value(row))).join(','));
  return [exported.map(({ key }) => csvCell(key)).join(','), ...lines, ''].join('\r\n');
}

/** A curl command for a path of the API; the key is read from the environment. */
export function curlOf(path: string): string {
  return `curl -H "Authorization: Bearer $TALLY_KEY" '${window.location.origin}${path.replaceAll("'", '%27')}'`;
}

/** Hands a text to the browser as a file. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
