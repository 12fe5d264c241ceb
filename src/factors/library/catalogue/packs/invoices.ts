import { libraryPack, on } from '../idea.ts';

/** Invoices issued and taxes filed by small firms. */
export const invoiceIdeas = libraryPack(
  {
    name: 'invoice',
    version: 1,
    title: { en: 'Invoices and tax', zh: '发票与纳税' },
    documentation: {
      en: 'Invoices one by one with their buyers, and tax returns: concentration, invoices to oneself, cancelled ones, late filing.',
      zh: '逐张发票及其买方、纳税申报：集中度、自开自受、作废、迟报。',
    },
    reason: { en: 'Invoices and tax returns of the firm', zh: '企业发票与纳税' },
    purposes: ['underwriting', 'fraud', 'servicing'],
    consent: 'bureau',
  },
  on(
    'invoice.issued',
    { by: 'person', tempo: 'brisk' },
    `
    invoices          | events                                   | invoices                               | 发票
    amount            | money amount_minor                       | invoice amounts                        | 发票金额
    tax               | money tax_minor                          | taxes on invoices                      | 发票税额
    tax_rate          | level tax_minor/amount_minor             | tax rates on invoices                  | 发票税率
    buyers            | text buyer                               | buyers on invoices                     | 发票买方
    cancelled         | flag cancelled                           | cancelled invoices                     | 作废发票
    cancelled_money   | money amount_minor ? cancelled=1         | amounts of cancelled invoices          | 作废金额
    same_address      | flag buyer_shares_address                | invoices to the firm’s own address     | 同地址买方发票
    to_itself         | money amount_minor ? buyer_shares_address=1 | amounts invoiced to its own address | 同地址买方金额
    to_others         | money amount_minor ? buyer_shares_address=0 | amounts invoiced to strangers       | 外部买方金额
    new_buyers        | events ? buyer_age_months<6              | invoices to young firms                | 新设买方发票
    buyer_age         | level buyer_age_months                   | months since buyers were founded       | 买方成立月数
    own_young         | events ? buyer_shares_address=1 & buyer_age_months<12 | invoices to young firms at its own address | 同址新设买方发票
    large             | events ? amount_minor>=2000000           | large invoices                         | 大额发票
    kinds             | text category                            | kinds of goods invoiced                | 开票品类
    refunds           | events ? cancelled=1 & amount_minor>500000 | large cancelled invoices             | 大额作废发票
    buyer_kind        | pair buyer,category                      | buyers and goods                       | 买方与品类
    `,
  ),
  on(
    'tax.filed',
    { by: 'person', tempo: 'steady' },
    `
    tax_returns       | reports                                  | tax returns                            | 纳税申报
    tax_declared      | money declared_turnover_minor            | turnovers declared                     | 申报营业额
    tax_paid          | money tax_paid_minor                     | taxes paid                             | 实缴税额
    burden            | level tax_paid_minor/declared_turnover_minor | tax burdens                        | 税负率
    staff             | level employees                          | employees declared                     | 申报员工数
    per_head          | money declared_turnover_minor/employees ? employees>0 | turnovers per employee    | 人均营业额
    late_days         | level late_days                          | days late with the return              | 迟报天数
    late_returns      | reports ? late_days>0                     | late returns                           | 迟报
    nil_returns       | reports ? declared_turnover_minor=0       | nil returns                            | 零申报
    no_staff          | reports ? employees=0                     | returns without employees              | 无员工申报
    `,
  ),
);
