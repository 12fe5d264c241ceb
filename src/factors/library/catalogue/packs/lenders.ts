import { libraryPack, on } from '../idea.ts';

/** Borrowing elsewhere: enquiries, debt, lateness with other lenders. */
export const lenderIdeas = libraryPack(
  {
    name: 'elsewhere',
    version: 1,
    title: { en: 'Multi-lender borrowing', zh: '多头借贷' },
    documentation: {
      en: 'Enquiries of other lenders one by one, and what the credit bureau says of debt, lateness and history.',
      zh: '其他机构的逐次查询，以及征信报告的负债、逾期与历史。',
    },
    reason: { en: 'Debt and enquiries with other lenders', zh: '多头借贷与负债' },
    purposes: ['underwriting', 'servicing'],
    consent: 'bureau',
  },
  on(
    'lender.enquired',
    { by: 'person', tempo: 'brisk' },
    `
    enquiries       | events                                  | enquiries of other lenders             | 机构查询
    lenders         | text lender                             | lenders that asked                     | 查询机构
    sought          | money amount_minor                      | amounts sought elsewhere               | 他处申请金额
    small_sought    | events ? amount_minor<500000            | small amounts sought elsewhere         | 他处小额申请
    large_sought    | events ? amount_minor>=2000000          | large amounts sought elsewhere         | 他处大额申请
    `,
  ),
  on(
    'bureau.reported',
    { by: 'person', tempo: 'steady' },
    `
    reports         | reports                                 | bureau reports                         | 征信报告
    open_loans      | level open_loans                        | open loans                             | 未结清贷款数
    outstanding     | money outstanding_minor                 | outstanding debts                      | 未偿余额
    service         | money monthly_debt_minor                | monthly debt services                  | 月还款额
    per_loan        | money outstanding_minor/open_loans      | debts per open loan                    | 每笔贷款余额
    months_owed     | level outstanding_minor/monthly_debt_minor | months until the debt is paid       | 债务可还月数
    week_enquiries  | level enquiries7d                       | enquiries a week                       | 近7日查询数
    month_enquiries | level enquiries30d                      | enquiries a month                      | 近30日查询数
    quarter_enquiries | level enquiries90d                    | enquiries a quarter                    | 近90日查询数
    acceleration    | level enquiries30d/enquiries90d         | shares of enquiries in the last month  | 近月查询占比
    rush            | level enquiries7d/enquiries30d          | shares of enquiries in the last week   | 近周查询占比
    lender_count    | level lenders90d                        | lenders that asked in a quarter        | 季度查询机构数
    each_lender     | level enquiries90d/lenders90d           | enquiries per lender                   | 每机构查询数
    worst_late      | level worst_dpd12m                      | worst days past due in a year          | 年内最长逾期天数
    late_loans      | level delinquent_loans24m               | late spells in two years               | 两年逾期次数
    utilisation     | level card_utilisation                  | card utilisations                      | 信用卡使用率
    history         | level history_months                    | months of credit history               | 信用历史月数
    loans_a_year    | level open_loans/history_months         | open loans per month of history        | 每月历史贷款数
    thin            | reports ? history_months<12              | reports on a thin file                 | 信用白户报告
    maxed_out       | reports ? card_utilisation>0.9           | reports with exhausted cards           | 信用卡用尽报告
    late            | reports ? worst_dpd12m>0                 | reports with lateness                  | 有逾期报告
    seriously_late  | reports ? worst_dpd12m>=60               | reports with serious lateness          | 严重逾期报告
    clean           | reports ? worst_dpd12m=0 & delinquent_loans24m=0 | reports without lateness       | 无逾期报告
    hungry          | reports ? enquiries7d>=2                 | reports of a hungry week               | 资金饥渴报告
    debt_free       | reports ? open_loans=0                   | reports without debt                   | 无负债报告
    co_debt         | reports ? open_loans>=4                  | reports of many open loans             | 多笔在贷报告
    squeezed        | reports ? card_utilisation>0.7 & enquiries30d>=2 | reports of a squeezed borrower | 资金紧张报告
    `,
  ),
);
