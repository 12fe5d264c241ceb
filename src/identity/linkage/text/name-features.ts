import { soundCode } from './sound-code.ts';

/** What comparing a name needs to know of it. */
export interface NameFeatures {
  readonly first: string;
  readonly sound: string;
  readonly hasWords: boolean;
  /** One letter, or letters parted by blanks. */
  readonly isInitials: boolean;
}

const remembered = new Map<string, NameFeatures>();

/** The features of a name, remembered. */
export function nameFeatures(name: string): NameFeatures {
  let found = remembered.get(name);
  if (found !== undefined) return found;
  if (remembered.size > 300_000) remembered.clear();
  const end = name.indexOf(' ');
  found = {
    first: end === -1 ? name : name.slice(0, end),
    sound: name.length >= 3 || /[\u4e00-\u9fff]/.test(name) ? soundCode(name) : '',
    hasWords: end !== -1,
    isInitials: name.length === 1 || /^\w( \w)+$/.test(name),
  };
  remembered.set(name, found);
  return found;
}
