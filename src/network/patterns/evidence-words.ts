import type { PatternEvidence } from './pattern.ts';

/** What a reason says, in the languages of the console; `{count}` is its count. */
export interface EvidenceWords {
  readonly en: string;
  readonly zh: string;
}

const words: Readonly<Record<string, EvidenceWords>> = {
  'group-went-bad': { en: '{count} loans of the group went bad', zh: '该群体中 {count} 笔贷款已坏账' },
  'group-repays': { en: 'the group repays ({count} went bad)', zh: '该群体还款正常（{count} 笔坏账）' },
  'own-default': { en: 'the loan itself went bad', zh: '本笔贷款已坏账' },
  'own-repayment': { en: 'the loan itself is being repaid', zh: '本笔贷款还款正常' },
  'never-paid': { en: 'not one instalment was ever paid', zh: '从未还过一期' },
  'burst-on-one-device': {
    en: '{count} applications from one device or network within weeks',
    zh: '数周内同一设备或网络 {count} 笔申请',
  },
  'altered-devices': { en: 'emulated or altered devices in the group', zh: '群体使用模拟器或改机设备' },
  'plain-devices': { en: 'plain devices in the group', zh: '群体设备正常' },
  'altered-device': { en: 'an emulated or altered device', zh: '模拟器或改机设备' },
  'plain-device': { en: 'a plain device', zh: '设备正常' },
  'hurried-forms': { en: 'forms filled in faster than people type', zh: '填表速度快于常人' },
  'unhurried-forms': { en: 'forms filled in at the pace of people', zh: '填表速度正常' },
  'quiet-numbers': { en: 'numbers that nobody calls', zh: '号码几乎无通话' },
  'lively-numbers': { en: 'numbers in daily use', zh: '号码日常使用' },
  'run-of-numbers': {
    en: '{count} applications from a run of neighbouring numbers',
    zh: '连号号码段内 {count} 笔申请',
  },
  'copied-contact-books': { en: 'contact books that are copies of each other', zh: '通讯录相互复制' },
  'circle-borrows-together': { en: '{count} acquaintances borrow within weeks', zh: '{count} 位相识者数周内集中借款' },
  'coached-forms': { en: 'long pauses on the form, as if somebody dictated', zh: '填表长时间停顿，疑似有人指导' },
  'forms-at-ease': { en: 'forms filled in as by anybody', zh: '填表行为正常' },
  'all-new-customers': { en: 'all of them new customers', zh: '全部为新客户' },
  'one-contact-of-strangers': { en: 'strangers who name the same contact', zh: '互不相识者填写同一联系人' },
  'fees-out-of-loans': { en: '{count} loans paid a share to the same card', zh: '{count} 笔贷款向同一卡支付抽成' },
  'no-fees': { en: 'no fees out of the loans', zh: '未见贷款抽成' },
  'high-fee': { en: 'the fee is {count} % of the loan', zh: '抽成占贷款的 {count}%' },
  'registered-agents': { en: 'brought by registered agents', zh: '由登记中介推荐' },
  'registered-agent': { en: 'brought by a registered agent', zh: '由登记中介推荐' },
  'no-papers': { en: 'no agent is registered', zh: '无登记中介' },
  'strangers-to-each-other': { en: 'they live far from each other', zh: '成员居住地分散' },
  'live-together': { en: 'they live together', zh: '成员同住' },
  'tied-in-several-ways': { en: 'tied to the group in {count} ways', zh: '以 {count} 种方式与群体相连' },
  'blank-files-together': { en: '{count} people with blank credit files', zh: '{count} 位征信白户' },
  'young-salary-payer': {
    en: 'the company that pays the salary is {count} months old',
    zh: '发薪公司成立仅 {count} 个月',
  },
  'old-salary-payer': {
    en: 'the company that pays the salary is {count} months old',
    zh: '发薪公司已成立 {count} 个月',
  },
  'money-handed-over': { en: '{count} of them handed the money to the same card', zh: '{count} 人将款项转入同一卡' },
  'asks-much-for-income': { en: 'the amounts are high for the income', zh: '申请金额相对收入偏高' },
  'many-loans-to-one-card': { en: 'money of {count} loans ran to one card', zh: '{count} 笔贷款资金流入同一卡' },
  'most-of-the-loan': { en: 'most of each loan', zh: '转出贷款的大部分' },
  'part-of-the-loan': { en: 'a part of each loan', zh: '仅转出贷款的一部分' },
  'leaves-as-cash': { en: 'the card was emptied in cash', zh: '该卡随即取现' },
  'spent-with-merchants': { en: 'the money was spent with merchants', zh: '资金用于商户消费' },
  'within-hours': { en: 'half of it within {count} hours of the application', zh: '申请后 {count} 小时内转出过半' },
  'own-share-sent': { en: '{count} % of this loan went there', zh: '本笔贷款 {count}% 流入该卡' },
  'new-device': { en: 'a device never seen with the customer before', zh: '客户首次使用的设备' },
  'new-network': { en: 'a network never seen with the customer before', zh: '客户首次使用的网络' },
  'new-place': { en: 'a place never seen with the customer before', zh: '客户首次出现的地点' },
  'new-card': { en: 'the card to be paid was changed lately', zh: '近期更换收款卡' },
  'new-password': { en: 'the password was changed lately', zh: '近期修改密码' },
  'asks-for-more-than-ever': {
    en: 'asks for {count} % of the largest loan before',
    zh: '申请金额为历史最高的 {count}%',
  },
  'money-leaves-at-once': {
    en: '{count} % of the loan left to people or as cash',
    zh: '贷款的 {count}% 转给个人或取现',
  },
  'spends-the-loan': { en: 'the loan is spent as loans are', zh: '贷款正常使用' },
  'card-of-others': { en: 'the card belongs to {count} others too', zh: '该卡另有 {count} 人使用' },
  'enquiries-in-days': { en: '{count} enquiries of other lenders within days', zh: '数日内其他机构查询 {count} 次' },
  'credit-lines-at-the-limit': { en: 'credit lines drawn to {count} %', zh: '信用额度已用 {count}%' },
  'same-contact-or-card': {
    en: '{count} borrowers with the same contact or receiving card in the same weeks',
    zh: '同期 {count} 位借款人共用联系人或收款卡',
  },
  'pays-other-lenders': { en: '{count} % of the loan went to other lenders', zh: '贷款的 {count}% 用于偿还其他机构' },
  'one-office': { en: '{count} applications of one office within weeks', zh: '数周内同一门店 {count} 笔申请' },
  'same-papers-different-employers': {
    en: 'one layout of papers under {count} employers',
    zh: '{count} 家雇主使用同一材料模板',
  },
  'one-reference': { en: '{count} of them name the same reference', zh: '{count} 人填写同一证明人' },
  'burst-at-the-office': { en: 'far more than the office usually brings', zh: '门店进件量突增' },
  'staff-sent-them': { en: 'brought by members of staff', zh: '由门店员工推荐' },
  'vouches-and-is-vouched-for': { en: 'vouches for others and is vouched for', zh: '既为他人担保又被担保' },
  'ring-or-chain-of-guarantees': { en: '{count} guarantees in a ring or chain', zh: '{count} 笔担保成环或成链' },
  'everybody-for-everybody': { en: 'everybody vouches for everybody', zh: '全体互相联保' },
  'pairs-only': { en: 'guarantees in pairs alone', zh: '仅成对互保' },
  'more-than-they-are-worth': { en: 'guarantees beyond the capital of the companies', zh: '担保总额超过注册资本' },
  'within-their-worth': { en: 'guarantees within the capital of the companies', zh: '担保总额在注册资本之内' },
  'young-companies': { en: 'companies {count} months old', zh: '公司成立 {count} 个月' },
  'old-companies': { en: 'companies {count} months old', zh: '公司成立 {count} 个月' },
  'within-weeks': { en: 'all of it within weeks, or not', zh: '是否集中在数周内' },
  'one-hand': {
    en: '{count} things in common: legal person, seat, telephone, books',
    zh: '{count} 项相同：法人、地址、电话、代账',
  },
  'trade-among-themselves': { en: '{count} % of the trade among themselves', zh: '内部交易占 {count}%' },
  'sell-to-others': {
    en: '{count} % of the trade among themselves, the rest with others',
    zh: '内部交易占 {count}%，其余对外',
  },
  'sells-to-others': { en: 'the company sells to others', zh: '公司对外销售' },
  'no-other-customers': { en: 'the company has no other customers', zh: '公司无外部客户' },
  'nobody-works-there': { en: '{count} employees', zh: '员工 {count} 人' },
  'people-work-there': { en: '{count} employees', zh: '员工 {count} 人' },
};

/** The codes of all reasons that a detector gives. */
export const evidenceCodes: readonly string[] = Object.keys(words);

/** A reason in words. */
export function evidenceWords({ what, count }: Pick<PatternEvidence, 'what' | 'count'>): EvidenceWords {
  const { en, zh } = words[what] ?? { en: what, zh: what };
  return { en: en.replace('{count}', String(count)), zh: zh.replace('{count}', String(count)) };
}
