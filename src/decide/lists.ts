import type { ReasonText } from './reasons.ts';

/** The lists on which nodes of the network are put: not to be lent to, to be looked at, known to be good. */
export const listNames = ['black', 'grey', 'white'] as const;

export type ListName = (typeof listNames)[number];

/** Something of the applicant that was on a list when he was decided upon. */
export interface ListMatch {
  readonly list: ListName;
  /** `kind:token`, such as `person:per_1` or `device:3f2a`. */
  readonly node: string;
}

const PREFIX = 'list.';

/** The value by which a policy reads how many of the applicant's things are on a list: `list.black`. */
export function listValue(list: ListName): string {
  return `${PREFIX}${list}`;
}

const words: Readonly<Record<ListName, ReasonText>> = {
  black: { en: 'things of the applicant on the black list', zh: '申请人信息命中黑名单数' },
  grey: { en: 'things of the applicant on the grey list', zh: '申请人信息命中灰名单数' },
  white: { en: 'things of the applicant on the white list', zh: '申请人信息命中白名单数' },
};

/** The words of a value such as `list.black`; undefined for any other. */
export function listWords(value: string): ReasonText | undefined {
  const list = listOfValue(value);
  return list && words[list];
}

/** Whether a name of a policy means a list, known or not. */
export function isListValue(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The list that a value counts; undefined for an unknown one. */
export function listOfValue(value: string): ListName | undefined {
  return listNames.find((list) => listValue(list) === value);
}
