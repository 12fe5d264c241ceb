import { libraryPack, on } from '../idea.ts';

/** How forms are filled in: pace, corrections, pasted fields, second thoughts about the amount. */
export const formIdeas = libraryPack(
  {
    name: 'form',
    version: 1,
    title: { en: 'Form behaviour', zh: '表单行为' },
    documentation: {
      en: 'Typing, edits, pasted and revisited fields, pauses, and changes of the amount while the form is open.',
      zh: '填表时的打字、修改、粘贴、回访、停顿以及金额变动。',
    },
    reason: { en: 'How the application was filled in', zh: '申请表填写行为' },
    purposes: ['underwriting', 'fraud'],
  },
  on(
    'application.submitted',
    { by: 'person', tempo: 'steady' },
    `
    seconds        | amount form_duration_s                             | seconds on the form              | 填表秒数
    idle           | amount form_idle_s                                 | idle seconds on the form         | 填表空闲秒数
    busy           | amount form_duration_s-form_idle_s                 | busy seconds on the form         | 填表活跃秒数
    idle_share     | level form_idle_s/form_duration_s                  | shares of idle time on the form  | 填表空闲占比
    edits          | amount form_edits                                  | edited fields                    | 修改字段数
    pastes         | amount form_pastes                                 | pasted fields                    | 粘贴字段数
    revisits       | amount form_fields_revisited                       | revisited fields                 | 回访字段数
    edit_pace      | level form_edits/form_duration_s                   | edits per second on the form     | 每秒修改数
    hurried        | events ? form_duration_s<90                        | hurried applications             | 匆忙填写的申请
    slow           | events ? form_duration_s>900                       | slow applications                | 缓慢填写的申请
    pasted         | events ? form_pastes>=2                            | applications with pasted fields  | 多处粘贴的申请
    clean          | events ? form_edits=0 & form_pastes=0              | applications without a correction | 零修改的申请
    undecided      | events ? form_fields_revisited>=4                  | applications with many revisits  | 多次回访字段的申请
    coached        | events ? form_duration_s<120 & form_edits=0        | fast applications without a slip | 快速且零修改的申请
    `,
  ),
  on(
    'form.filled',
    { by: 'person', tempo: 'steady' },
    `
    key_gap         | level typing_ms                                   | milliseconds between keys                  | 按键间隔毫秒
    backspaces      | amount backspaces                                 | backspaces                                 | 退格次数
    amount_changes  | amount amount_changes                             | changes of the amount                      | 金额修改次数
    term_changes    | amount term_changes                               | changes of the term                        | 期限修改次数
    income_edits    | amount income_edits                               | edits of the income                        | 收入修改次数
    first_amount    | money first_amount_minor                          | amounts first typed in                     | 首次填写金额
    terms_read      | amount terms_s                                    | seconds on the terms                       | 阅读条款秒数
    tab_switches    | amount tab_switches                               | switches to other apps                     | 切出应用次数
    longest_pause   | level longest_pause_s                             | longest pauses, seconds                    | 最长停顿秒数
    returns         | amount returns                                    | returns to an abandoned form               | 中断后返回次数
    autofilled      | level autofilled                                  | fields filled by the browser               | 自动填充字段数
    unread          | events ? terms_s<3                                | forms whose terms nobody read              | 未阅读条款的申请
    income_changed  | events ? income_edits>=2                          | forms with a changed income                | 收入反复修改的申请
    bargaining      | events ? amount_changes>=3                        | forms with a bargained amount              | 反复调整金额的申请
    distracted      | events ? tab_switches>=3                          | forms filled beside other apps             | 频繁切换应用的申请
    robot_like      | events ? typing_ms<60                             | forms typed faster than people type        | 打字异常快的申请
    resumed         | events ? returns>=2                               | forms taken up again and again             | 多次返回的申请
    `,
  ),
  on(
    'form.filled',
    { by: 'id_device', tempo: 'burst' },
    `
    device_forms     | events                                           | forms filled                               | 填写的表单
    device_key_gap   | level typing_ms                                  | milliseconds between keys                  | 按键间隔毫秒
    device_incomes   | amount income_edits                              | edits of the income                        | 收入修改次数
    device_robots    | events ? typing_ms<60                            | forms typed faster than people type        | 打字异常快的表单
    device_unread    | events ? terms_s<3                               | forms whose terms nobody read              | 未阅读条款的表单
    `,
  ),
);
