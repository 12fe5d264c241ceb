import { libraryPack, on } from '../idea.ts';

/** The telephone number as the carrier knows it: a number that is nursed is young, silent, and called by nobody. */
export const phoneIdeas = libraryPack(
  {
    name: 'number',
    version: 1,
    title: { en: 'Phone numbers', zh: '手机号码' },
    documentation: {
      en: 'Age and use of the number and its neighbours: signs of a number that nobody really uses.',
      zh: '号码年龄与使用、相邻号码：识别养号。',
    },
    reason: { en: 'Age and use of the phone number', zh: '手机号使用情况' },
    purposes: ['underwriting', 'fraud'],
  },
  on(
    'phone.profiled',
    { by: 'person', tempo: 'steady' },
    `
    profiles        | reports                                      | answers of the carrier                 | 运营商应答
    number_age      | level number_age_days                        | days since the number was first used   | 号码使用天数
    calls           | level calls30d                               | calls a month                          | 月通话次数
    counterparts    | level distinct_contacts30d                   | counterparts a month                   | 月联系人数
    calls_each      | level calls30d/distinct_contacts30d          | calls per counterpart                  | 人均通话次数
    night           | level night_share                            | shares of calls at night               | 夜间通话占比
    incoming        | level incoming_share                         | shares of incoming calls               | 呼入占比
    top_up          | money top_up30d_minor                        | top-ups a month                        | 月充值金额
    top_up_a_call   | level top_up30d_minor/calls30d               | top-ups per call                       | 每次通话充值
    young           | reports ? number_age_days<90                  | answers about a young number           | 新号应答
    silent          | reports ? calls30d<10                         | answers about a silent number          | 低通话应答
    lonely          | reports ? distinct_contacts30d<5              | answers about a number with few counterparts | 少联系人应答
    one_way         | reports ? incoming_share<0.2                  | answers about a number nobody calls    | 少呼入应答
    nursed          | reports ? number_age_days<365 & calls30d<30   | answers about a number that is nursed  | 疑似养号应答
    calls_by_age    | level calls30d/number_age_days               | calls a month per day of age           | 通话与号龄之比
    numbers         | text id_phone                                | phone numbers                          | 手机号
    `,
  ),
  on(
    'phone.profiled',
    { by: 'phone_block', tempo: 'brisk' },
    `
    block_profiles  | reports                                      | answers of the carrier                 | 运营商应答
    block_numbers   | text id_phone                                | phone numbers                          | 手机号
    block_age       | level number_age_days                        | days since numbers were first used     | 号码使用天数
    block_calls     | level calls30d                               | calls a month                          | 月通话次数
    block_nursed    | reports ? number_age_days<365 & calls30d<30   | answers about numbers that are nursed  | 疑似养号应答
    `,
  ),
);
