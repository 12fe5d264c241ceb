import { TallyError } from '#base';

/** A text file of records: the header's names and the fields of each row. */
export interface Delimited {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Cuts a text of RFC 4180 into fields; the delimiter is the likeliest in the header. Empty lines do not count. */
export function parseDelimited(text: string, path: string): Delimited {
  const firstLine = text.slice(0, Math.max(0, text.search(/\r?\n/)) || text.length);
  const counts = [',', ';', '\t', '|'].map((mark) => [mark, firstLine.split(mark).length] as const);
  const [delimiter] = counts.reduce((best, next) => (next[1] > best[1] ? next : best));
  const records = cut(text, delimiter);
  const header = (records[0] ?? []).map((name) => name.trim());
  const rows = records.slice(1);
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new TallyError('IDENTITY_LINK_FILE', `"${path}" has two columns "${twice}"`, {
      hint: 'rename one of the two',
    });
  }
  const long = rows.findIndex((row) => row.length > header.length);
  if (long === -1) return { header, rows };
  throw new TallyError(
    'IDENTITY_LINK_FILE',
    `row ${long + 1} of "${path}" has ${rows[long]?.length} fields, the header ${header.length}`,
    { hint: 'put texts that hold the delimiter in double quotes' },
  );
}

function cut(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    let field: string;
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const end = endOfField(text, at, delimiter);
      field = text.slice(at, end);
      at = end;
    }
    record.push(field);
    if (text[at] === delimiter) continue;
    if (text[at] === '\r') at++;
    if (record.length > 1 || field !== '') records.push(record);
    record = [];
  }
  return records;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return text.length;
}

function endOfField(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
