/** What a node of the network is. Append only: snapshots and other rooms know kinds by name, stores by place. */
export const nodeKinds = [
  { kind: 'person', en: 'Person', zh: '人' },
  { kind: 'phone', en: 'Phone number', zh: '电话号码' },
  { kind: 'device', en: 'Device', zh: '设备' },
  { kind: 'account', en: 'Account', zh: '账户' },
  { kind: 'card', en: 'Bank card', zh: '银行卡' },
  { kind: 'network', en: 'Home network', zh: '家庭网络' },
  { kind: 'cell', en: 'Map cell', zh: '地图网格' },
  { kind: 'address', en: 'Address', zh: '地址' },
  { kind: 'employer', en: 'Employer', zh: '雇主' },
  { kind: 'shop', en: 'Shop', zh: '店铺' },
  { kind: 'company', en: 'Company', zh: '企业' },
  { kind: 'agent', en: 'Agent', zh: '中介' },
  { kind: 'office', en: 'Sales office', zh: '门店' },
  { kind: 'application', en: 'Application', zh: '申请' },
  { kind: 'loan', en: 'Loan', zh: '贷款' },
  { kind: 'email', en: 'E-mail address', zh: '电子邮箱' },
  { kind: 'cookie', en: 'App installation', zh: '应用安装' },
  { kind: 'legal_person', en: 'Legal person', zh: '法定代表人' },
  { kind: 'accountant', en: 'Accountant', zh: '记账人' },
  { kind: 'voucher', en: 'Guarantor', zh: '担保人' },
  { kind: 'template', en: 'Layout of papers', zh: '材料模板' },
  { kind: 'block', en: 'Block of numbers', zh: '号段' },
  { kind: 'likeness', en: 'Make of device', zh: '设备指纹特征' },
] as const;

export type NodeKind = (typeof nodeKinds)[number]['kind'];

const places = new Map<string, number>(nodeKinds.map(({ kind }, place) => [kind, place]));

/** The place of a kind in {@link nodeKinds}; undefined for what is none. */
export function placeOfKind(kind: string): number | undefined {
  return places.get(kind);
}
