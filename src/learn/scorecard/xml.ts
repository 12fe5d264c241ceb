import { TallyError } from '#base';

/** An element of an XML document. */
export interface XmlElement {
  /** Without namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Own text, joined. */
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>|([^<]+)/g;

/**
 * Reads the elements of an XML document; no external entities are followed.
 *
 * @throws TallyError `LEARN_PMML_INVALID` when tags do not match.
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [, cdata, slash, name, attributes, isEmpty, words] of text.matchAll(TOKEN)) {
    const parent = open.at(-1) as XmlElement;
    if (cdata !== undefined || words !== undefined) parent.text += cdata ?? decode(words ?? '');
    if (name === undefined) continue;
    if (slash === '/') closeTag(open, name);
    else {
      const element = { name: localName(name), attributes: readAttributes(attributes ?? ''), children: [], text: '' };
      parent.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  const [first] = root.children;
  if (open.length === 1 && first !== undefined) return first;
  throw broken(open.length === 1 ? 'it holds no element' : `<${open.at(-1)?.name}> is not closed`);
}

function closeTag(open: XmlElement[], name: string): void {
  const last = open.length > 1 ? open.pop() : undefined;
  if (last?.name !== localName(name)) throw broken(`</${name}> closes <${last?.name ?? ''}>`);
}

function broken(what: string): TallyError {
  return new TallyError('LEARN_PMML_INVALID', `the document is not well-formed XML: ${what}`, {
    hint: 'export the model again',
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(pairs.map(([, name, double, single]) => [name ?? '', decode(double ?? single ?? '')]));
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}

/** Text as it may stand in XML, attributes included. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&${Object.keys(ENTITIES).find((key) => ENTITIES[key] === sign) ?? ''};`);
}
