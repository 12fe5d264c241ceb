import { libraryPack, on } from '../idea.ts';

/** What everybody does, and people of one region, age or work: the tide that lifts and lowers all figures. */
export const macroIdeas = libraryPack(
  {
    name: 'market',
    version: 1,
    title: { en: 'The market and peer groups', zh: '大盘与同类人群' },
    documentation: {
      en: 'Applications, debts and failures of everybody and of groups of people: levels to compare one person with.',
      zh: '全体及同类人群的申请、负债与失败水平，用于横向比较。',
    },
    reason: { en: 'Situation of the market', zh: '市场整体情况' },
    purposes: ['underwriting', 'marketing'],
  },
  on(
    'application.submitted',
    { by: 'everyone', tempo: 'burst' },
    `
    applications      | events                                   | applications                           | 申请
    applicants        | text person                              | applicants                             | 申请人
    asked             | money amount_minor                       | amounts asked for                      | 申请金额
    incomes           | money declared_income_minor              | declared incomes                       | 申报收入
    jobless           | events ? employment=unemployed           | applications without a job             | 无业申请数
    needs             | events ? purpose in medical,rent         | applications out of need               | 刚需申请
    hurried           | events ? form_duration_s<90              | hurried applications                   | 匆忙填写的申请
    `,
  ),
  on(
    'bureau.reported',
    { by: 'everyone', tempo: 'burst' },
    `
    utilisation       | level card_utilisation                   | card utilisations                      | 信用卡使用率
    enquiries         | level enquiries30d                       | enquiries a month                      | 近30日查询数
    late              | reports ? worst_dpd12m>0                  | reports with lateness                  | 有逾期报告
    debts             | money outstanding_minor                  | outstanding debts                      | 未偿余额
    `,
  ),
  on(
    'payment.failed',
    { by: 'everyone', tempo: 'burst' },
    `
    failures          | events                                   | failed payments                        | 失败扣款
    unpaid            | money amount_minor                       | amounts that could not be collected    | 扣款失败金额
    `,
  ),
  on(
    'application.submitted',
    { by: 'area', tempo: 'brisk' },
    `
    area_applications | events                                   | applications                           | 申请
    area_asked        | money amount_minor                       | amounts asked for                      | 申请金额
    area_incomes      | money declared_income_minor              | declared incomes                       | 申报收入
    area_jobless      | events ? employment=unemployed           | applications without a job             | 无业申请
    `,
  ),
  on(
    'application.submitted',
    { by: 'employment_area', tempo: 'steady' },
    `
    peer_applications | events                                   | applications                           | 申请
    peer_asked        | money amount_minor                       | amounts asked for                      | 申请金额
    peer_incomes      | money declared_income_minor              | declared incomes                       | 申报收入
    peer_tenure       | level job_months                         | months in the job                      | 在职月数
    `,
  ),
  on(
    'application.submitted',
    { by: 'age_band', tempo: 'steady' },
    `
    age_applications  | events                                   | applications                           | 申请
    age_asked         | money amount_minor                       | amounts asked for                      | 申请金额
    age_incomes       | money declared_income_minor              | declared incomes                       | 申报收入
    `,
  ),
  on(
    'session.started',
    { by: 'device_model', tempo: 'brisk' },
    `
    model_sessions    | events                                   | sessions                               | 会话
    model_emulators   | flag emulator                            | sessions in an emulator                | 模拟器会话
    model_people      | text person                              | people                                 | 用户
    `,
  ),
  on(
    'application.submitted',
    { by: 'housing', tempo: 'steady' },
    `
    housing_asked     | money amount_minor                       | amounts asked for                      | 申请金额
    housing_incomes   | money declared_income_minor              | declared incomes                       | 申报收入
    `,
  ),
  on(
    'application.submitted',
    { by: 'education', tempo: 'steady' },
    `
    schooling_asked   | money amount_minor                       | amounts asked for                      | 申请金额
    schooling_incomes | money declared_income_minor              | declared incomes                       | 申报收入
    `,
  ),
);
