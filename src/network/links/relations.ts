import type { ConsentScope } from '#factors';
import type { NodeKind } from './node-kinds.ts';

/** One way in which two nodes are linked. */
export interface Relation {
  readonly name: string;
  readonly from: NodeKind;
  readonly to: NodeKind;
  /** 0 to 1: how much it says that who shares it belongs together. */
  readonly strength: number;
  /** Links of the far node above which it is a hub: looked at by its newest links alone, and no bond of a community. */
  readonly hubAbove: number;
  /** `always`: every event is a link. `first`: a state, told once and kept until it is removed. */
  readonly kept: 'always' | 'first';
  readonly en: string;
  readonly zh: string;
  /** Data that counts only while the person agrees. */
  readonly consent?: ConsentScope;
}

type Line = readonly [string, NodeKind, NodeKind, number, number, Relation['kept'], string, string, ConsentScope?];

/** Append only: the store of edges knows a relation by its place. */
const lines: readonly Line[] = [
  ['phone', 'person', 'phone', 0.9, 6, 'always', 'phone number', '手机号'],
  ['device', 'person', 'device', 0.9, 12, 'always', 'device', '设备', 'device'],
  ['account', 'person', 'account', 1, 6, 'first', 'account', '账户'],
  ['card', 'person', 'card', 1, 6, 'first', 'bank card', '银行卡'],
  ['network', 'person', 'network', 0.5, 40, 'always', 'network', '网络', 'device'],
  ['home', 'person', 'cell', 0.1, 200, 'always', 'home cell', '居住网格', 'location'],
  ['visited', 'person', 'cell', 0.05, 200, 'always', 'visited cell', '到访网格', 'location'],
  ['address', 'person', 'address', 0.6, 30, 'first', 'address', '地址'],
  ['employer', 'person', 'employer', 0.15, 200, 'always', 'employer', '雇主'],
  ['listed', 'person', 'phone', 0.3, 60, 'first', 'listed phone', '通讯录号码', 'contacts'],
  ['emergency', 'person', 'phone', 0.6, 12, 'first', 'emergency contact', '紧急联系人'],
  ['shop', 'person', 'shop', 0.8, 6, 'first', 'shop', '店铺'],
  ['company', 'person', 'company', 0.8, 12, 'first', 'company', '企业'],
  ['payer', 'person', 'company', 0.3, 100, 'always', 'payer of the salary', '工资发放单位'],
  ['agent', 'person', 'agent', 0.3, 200, 'always', 'agent', '中介'],
  ['office', 'person', 'office', 0.1, 200, 'always', 'sales office', '门店'],
  ['application', 'person', 'application', 1, 4, 'first', 'application', '申请'],
  ['loan', 'person', 'loan', 1, 4, 'first', 'loan', '贷款'],
  ['email', 'person', 'email', 0.9, 6, 'first', 'e-mail address', '电子邮箱'],
  ['cookie', 'person', 'cookie', 0.7, 12, 'first', 'app installation', '应用安装', 'device'],
  ['template', 'person', 'template', 0.3, 200, 'always', 'layout of papers', '材料模板'],
  ['transfer', 'card', 'card', 0.4, 60, 'always', 'transfer', '转账'],
  ['payment', 'account', 'account', 0.4, 60, 'always', 'payment', '付款'],
  ['trade', 'company', 'company', 0.2, 60, 'always', 'trade', '交易'],
  ['guarantee', 'company', 'company', 0.6, 12, 'always', 'guaranteed by', '被担保'],
  ['vouched', 'company', 'voucher', 0.5, 12, 'always', 'vouched for by', '由其担保'],
  ['seat', 'company', 'address', 0.5, 30, 'first', 'company address', '企业地址'],
  ['headed', 'company', 'legal_person', 0.8, 12, 'first', 'legal person', '法定代表人'],
  ['reached', 'company', 'phone', 0.7, 12, 'first', 'company phone', '企业电话'],
  ['books', 'company', 'accountant', 0.2, 100, 'first', 'accountant', '记账人'],
  ['block', 'person', 'block', 0.1, 100, 'first', 'block of numbers', '号段'],
  ['likeness', 'person', 'likeness', 0.2, 60, 'always', 'make of device', '设备指纹特征', 'device'],
];

/** Every relation, at the place by which stores know it. */
export const relations: readonly Relation[] = lines.map(
  ([name, from, to, strength, hubAbove, kept, en, zh, consent]) => ({
    ...{ name, from, to, strength, hubAbove, kept, en, zh },
    ...(consent === undefined ? {} : { consent }),
  }),
);

/** From this strength on a relation is a bond of a community. */
export const STRONG = 0.5;

const places = new Map<string, number>(relations.map(({ name }, place) => [name, place]));

/** The place of a relation in {@link relations}; undefined for what is none. */
export function placeOfRelation(name: string): number | undefined {
  return places.get(name);
}
