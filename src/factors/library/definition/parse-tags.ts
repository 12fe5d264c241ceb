import { consentScopes, factorPurposes } from '../../definition.ts';
import { complain, objectAt, onlyFields } from './complaint.ts';
import type { FactorTags } from './definition.ts';

/** Fields of a definition that say what it is called and who may read it. */
export const TAG_FIELDS = ['name', 'description', 'purposes', 'consent', 'withheldIn'];

/** Reads the tags of a definition whose name was checked. */
export function parseTags(path: string, given: Readonly<Record<string, unknown>>): FactorTags {
  const { purposes, consent, withheldIn } = given;
  return {
    name: String(given['name']),
    description: words(`${path}.description`, given['description']),
    ...(purposes === undefined ? {} : { purposes: listOf(`${path}.purposes`, purposes, factorPurposes) }),
    ...(consent === undefined ? {} : { consent: oneOf(`${path}.consent`, consent, consentScopes) }),
    ...(withheldIn === undefined ? {} : { withheldIn: countries(`${path}.withheldIn`, withheldIn) }),
  };
}

function words(path: string, told: unknown): FactorTags['description'] {
  if (told === undefined) return { en: '', zh: '' };
  if (typeof told === 'string') return { en: told, zh: told };
  const given = objectAt(path, told);
  onlyFields(path, given, ['en', 'zh']);
  const [en = '', zh = en] = [given['en'], given['zh']].map((text) => (text === undefined ? undefined : String(text)));
  return { en, zh };
}

function oneOf<T extends string>(path: string, told: unknown, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === told);
  return found ?? complain(path, `there is no ${JSON.stringify(told)}`, `take one of ${allowed.join(', ')}`);
}

function listOf<T extends string>(path: string, told: unknown, allowed: readonly T[]): readonly T[] {
  if (!Array.isArray(told)) return complain(path, 'is no list', `list some of ${allowed.join(', ')}`);
  return told.map((one: unknown) => oneOf(path, one, allowed));
}

function countries(path: string, told: unknown): readonly string[] {
  const isList = Array.isArray(told) && told.every((code) => /^[A-Z]{2}$/.test(String(code)));
  return isList ? told.map(String) : complain(path, 'is no list of countries', 'list ISO 3166 codes such as "US"');
}
