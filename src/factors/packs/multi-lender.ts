import type { FactorDefinition } from '../definition.ts';
import { derived, factor, perWindow, type Words } from '../build.ts';

const bureau = (name: string, words: Words, field: string): FactorDefinition =>
  factor(`bureau.${name}`, words, { from: 'bureau.reported', take: 'last', field, consent: 'bureau' });

/** Debts and enquiries at other lenders, and the shop behind the person if there is one. */
export const multiLenderPack: readonly FactorDefinition[] = [
  bureau('open_loans', ['open loans elsewhere', '他处未结清笔数'], 'openLoans'),
  bureau('outstanding', ['debt elsewhere', '他处余额'], 'outstandingMinor'),
  bureau('monthly_debt', ['monthly payments elsewhere', '他处月还款'], 'monthlyDebtMinor'),
  bureau('enquiries_7d', ['bureau enquiries in 7 days', '7天征信查询'], 'enquiries7d'),
  bureau('enquiries_30d', ['bureau enquiries in 30 days', '30天征信查询'], 'enquiries30d'),
  bureau('enquiries_90d', ['bureau enquiries in 90 days', '90天征信查询'], 'enquiries90d'),
  bureau('lenders_90d', ['lenders in 90 days', '90天机构数'], 'lenders90d'),
  bureau('worst_dpd_12m', ['most days past due elsewhere in a year', '一年他处最大逾期'], 'worstDpd12m'),
  bureau('delinquent_loans_24m', ['loans past due elsewhere in two years', '两年他处逾期笔数'], 'delinquentLoans24m'),
  bureau('card_utilisation', ['use of card limits', '信用卡使用率'], 'cardUtilisation'),
  bureau('history_months', ['length of credit history, months', '信用历史月数'], 'historyMonths'),
  derived('bureau.debt_to_income', ['monthly payments elsewhere over income', '负债收入比'], {
    op: 'ratio',
    left: 'bureau.monthly_debt',
    right: 'application.declared_income',
  }),
  derived('bureau.debt_with_instalment', ['monthly payments with this loan', '含本笔月还款'], {
    op: 'sum',
    left: 'bureau.monthly_debt',
    right: 'application.instalment',
  }),
  derived('bureau.debt_service_to_income', ['monthly payments with this loan over income', '含本笔负债收入比'], {
    op: 'ratio',
    left: 'bureau.debt_with_instalment',
    right: 'application.declared_income',
  }),
  ...perWindow([7, 30, 90], (days, suffix) =>
    factor(`multi_lender.enquiries_${suffix}`, [`enquiries by other lenders in ${days} days`, `${days}天同业查询`], {
      from: 'lender.enquired',
      take: 'count',
      days,
    }),
  ),
  factor('multi_lender.lenders_30d', ['lenders that enquired in 30 days', '30天查询机构数'], {
    from: 'lender.enquired',
    take: 'distinct',
    field: 'lender',
    days: 30,
  }),
  factor('multi_lender.asked_30d', ['amount asked of other lenders in 30 days', '30天同业申请金额'], {
    from: 'lender.enquired',
    take: 'sum',
    field: 'amountMinor',
    days: 30,
  }),
  factor('multi_lender.days_since_enquiry', ['days since another lender enquired', '最近同业查询距今天数'], {
    from: 'lender.enquired',
    take: 'days_since_last',
  }),
  ...(
    [
      ['goods', ['goods of the shop', '店铺商品数'], 'goods'],
      ['orders_30d', ['orders of the shop in 30 days', '店铺30天订单'], 'orders30d'],
      ['turnover_30d', ['turnover of the shop in 30 days', '店铺30天流水'], 'turnover30dMinor'],
      ['praise_rate', ['praise rate of the shop', '店铺好评率'], 'praiseRate'],
      ['deposit', ['deposit of the shop', '店铺保证金'], 'depositMinor'],
      ['age_months', ['age of the shop, months', '店铺开店月数'], 'ageMonths'],
    ] as const
  ).map(([name, words, field]) => factor(`shop.${name}`, words, { from: 'shop.reported', take: 'last', field })),
];
