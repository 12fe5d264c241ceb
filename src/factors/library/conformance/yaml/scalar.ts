/** What YAML holds here. */
export type Yaml = string | number | boolean | null | Yaml[] | { [key: string]: Yaml };

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;

/** The value of a plain text by the core schema of YAML 1.2. */
export function plainScalar(text: string): Yaml {
  if (text === '' || text === '~' || /^null$/i.test(text)) return null;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  if (NUMBER.test(text)) return Number(text);
  if (/^0x[0-9a-f]+$/i.test(text)) return Number(text);
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', '\n': '' };

/** A quoted text that starts at `from`, and the place after its closing quote; undefined when it does not close. */
export function quotedScalar(text: string, from: number): { value: string; next: number } | undefined {
  const quote = text[from];
  let value = '';
  for (let i = from + 1; i < text.length; i++) {
    const letter = text[i] as string;
    if (quote === "'" && letter === "'") {
      if (text[i + 1] !== "'") return { value, next: i + 1 };
      value += "'";
      i++;
    } else if (quote === '"' && letter === '\\') {
      const code = text[++i] ?? '';
      const digits = { x: 2, u: 4, U: 8 }[code];
      value +=
        digits === undefined
          ? (ESCAPES[code] ?? code)
          : String.fromCodePoint(Number(`0x${text.slice(i + 1, i + 1 + digits)}`));
      i += digits ?? 0;
    } else if (letter === quote) return { value, next: i + 1 };
    else if (letter === '\n') {
      value = `${value.trimEnd()} `;
      while (/\s/.test(text[i + 1] ?? '')) i++;
    } else value += letter;
  }
  return undefined;
}
