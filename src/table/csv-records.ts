/** A record cut out of a CSV: its fields, or why it is none. */
export type CsvRecord =
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'broken'; readonly reason: string };

/**
 * Cuts one record of RFC 4180 into fields: quotes open a field at its start, are doubled inside, and end it before a
 * delimiter; within a field that starts with another mark they are plain text. `open` means that a quoted field goes on
 * in the next line.
 */
export function parseCsvRecord(text: string, delimiter: string): CsvRecord {
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      const field = end === -1 ? text.slice(at) : text.slice(at, end);
      fields.push(field);
      if (end === -1) return { kind: 'fields', fields };
      at = end;
      continue;
    }
    const end = closingQuote(text, at + 1);
    if (end === -1) return { kind: 'open' };
    fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 === text.length) return { kind: 'fields', fields };
    if (text[end + 1] !== delimiter) return { kind: 'broken', reason: 'text after a closing quote' };
    at = end + 1;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

/** A record as one line of RFC 4180. */
export function formatCsvRecord(fields: readonly string[], delimiter: string): string {
  const quoted = fields.map((field) =>
    field.includes(delimiter) || /["\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field,
  );
  return quoted.join(delimiter);
}
