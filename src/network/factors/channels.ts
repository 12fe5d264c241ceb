import type { ConsentScope } from '#factors';

/** A way from a person to others through things they have to do with. */
export interface Channel {
  readonly name: string;
  /** Relations from the person to the thing, and from others to it. */
  readonly out: readonly string[];
  readonly back: readonly string[];
  /** Links of a thing that are followed, the newest. */
  readonly perThing: number;
  /** 0 to 1: how far risk goes this way. */
  readonly strength: number;
  /** Whether its partners' partners are looked at too. */
  readonly isDeep: boolean;
  readonly en: string;
  readonly zh: string;
  readonly consent?: ConsentScope;
}

type Line = readonly [string, string, string, number, number, boolean, string, string, ConsentScope?];

const lines: readonly Line[] = [
  ['device', 'device', 'device', 64, 0.9, true, 'on his devices', '使用同一设备', 'device'],
  ['phone', 'phone', 'phone', 32, 0.9, true, 'with his phone number', '使用同一手机号'],
  ['network', 'network', 'network', 64, 0.5, true, 'in his networks', '使用同一网络', 'device'],
  ['card', 'card', 'card', 32, 1, true, 'paid to his card', '使用同一银行卡'],
  ['emergency', 'emergency', 'emergency', 32, 0.6, true, 'naming his emergency contacts', '填写相同紧急联系人'],
  [
    'kin',
    'emergency+phone',
    'phone+emergency',
    32,
    0.6,
    true,
    'who are his emergency contacts or name him as theirs',
    '互为紧急联系人',
  ],
  ['listed_by', 'phone', 'listed', 64, 0.3, true, 'who list his number', '通讯录中有其号码', 'contacts'],
  ['lists', 'listed', 'phone', 16, 0.3, true, 'whom he lists', '其通讯录中', 'contacts'],
  ['co_listed', 'listed', 'listed', 16, 0.1, false, 'who list the same numbers', '通讯录号码相同', 'contacts'],
  ['home', 'home', 'home', 64, 0.1, false, 'living in his map cell', '居住同一网格', 'location'],
  ['visited', 'visited', 'visited', 24, 0.05, false, 'seen in the same map cells', '到访相同网格', 'location'],
  ['employer', 'employer', 'employer', 64, 0.15, false, 'with his employer', '同一雇主'],
  ['shop', 'shop', 'shop', 32, 0.8, false, 'with his shop', '同一店铺'],
  ['company', 'company', 'company', 32, 0.8, false, 'with his company', '同一企业'],
  ['payer', 'payer', 'payer+company', 64, 0.3, false, 'paid by the same company', '同一工资发放单位'],
  ['agent', 'agent', 'agent', 64, 0.3, false, 'brought by his agent', '同一中介'],
  ['office', 'office', 'office', 64, 0.1, false, 'of his sales office', '同一门店'],
  ['template', 'template', 'template', 64, 0.3, false, 'with papers of his layout', '相同材料模板'],
  ['block', 'block', 'block', 48, 0.1, false, 'with numbers of his block', '同一号段'],
  ['likeness', 'likeness', 'likeness', 48, 0.2, false, 'on devices of the same make', '设备指纹特征相同', 'device'],
];

/** The channels of graph factors. */
export const channels: readonly Channel[] = lines.map(
  ([name, out, back, perThing, strength, isDeep, en, zh, consent]) => ({
    ...{ name, out: out.split('+'), back: back.split('+'), perThing, strength, isDeep, en, zh },
    ...(consent === undefined ? {} : { consent }),
  }),
);

/** Channels of risk, of local shape and of walks: those that say that two belong together, without the contact book. */
export const strongChannels: readonly Channel[] = channels.filter(
  ({ strength, consent }) => strength >= 0.5 && consent !== 'contacts',
);
