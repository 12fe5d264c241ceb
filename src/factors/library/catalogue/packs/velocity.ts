import { libraryPack, on } from '../idea.ts';

/* What may be shared is asked for on each key: people on a device, and devices of a person (the reverse is in other packs). */
const applicants = (prefix: string, others: string): string => `
    ${prefix}_applications | events                          | applications                          | 申请
    ${prefix}_people       | text person                     | applicants                            | 申请人
    ${prefix}_asked        | money amount_minor              | amounts asked for                     | 申请金额
    ${prefix}_hurried      | events ? form_duration_s<90     | hurried applications                  | 匆忙填写的申请
    ${prefix}_pastes       | amount form_pastes              | pasted fields                         | 粘贴字段数
    ${others}`;

/** Velocity and shared identifiers: how many people, devices and numbers meet in one place, and how fast. */
export const velocityIdeas = libraryPack(
  {
    name: 'sharing',
    version: 1,
    title: { en: 'Velocity and shared identifiers', zh: '频次与共享标识' },
    documentation: {
      en: 'Applications and people per device, number, account, network, cell and employer, and what they share.',
      zh: '同一设备、号码、账户、网络、网格、雇主上的申请与人数。',
    },
    reason: { en: 'Details shared with many other applicants', zh: '与多名申请人共用信息' },
    purposes: ['underwriting', 'fraud'],
  },
  on(
    'application.submitted',
    { by: 'id_device', tempo: 'burst' },
    applicants(
      'device',
      `
    device_phones    | text id_phone    | phone numbers     | 手机号
    device_accounts  | text id_account  | accounts          | 账户
    device_cells     | text cell        | home cells        | 住址网格
    device_employers | text employer    | employers         | 雇主
    device_purposes  | text purpose     | purposes          | 用途
    device_incomes   | money declared_income_minor | declared incomes | 申报收入`,
    ),
  ),
  on(
    'application.submitted',
    { by: 'id_phone', tempo: 'burst' },
    applicants(
      'phone',
      `
    phone_devices    | text id_device   | devices           | 设备
    phone_accounts   | text id_account  | accounts          | 账户
    phone_ids        | text id_national_id | identity numbers | 证件号`,
    ),
  ),
  on(
    'application.submitted',
    { by: 'id_account', tempo: 'burst' },
    applicants(
      'account',
      `
    account_devices  | text id_device   | devices           | 设备
    account_phones   | text id_phone    | phone numbers     | 手机号`,
    ),
  ),
  on(
    'application.submitted',
    { by: 'phone_block', tempo: 'burst' },
    applicants(
      'block',
      `
    block_phones     | text id_phone    | phone numbers     | 手机号
    block_devices    | text id_device   | devices           | 设备
    block_cells      | text cell        | home cells        | 住址网格
    block_employers  | text employer    | employers         | 雇主`,
    ),
  ),
  on(
    'application.submitted',
    { by: 'employer', tempo: 'steady' },
    applicants(
      'employer',
      `
    employer_cells   | text cell        | home cells        | 住址网格
    employer_devices | text id_device   | devices           | 设备
    employer_incomes | money declared_income_minor | declared incomes | 申报收入
    employer_tenure  | level job_months | months in the job | 在职月数
    employer_new     | events ? job_months<3 | applications in a new job | 入职不满三个月的申请`,
    ),
  ),
  on(
    'session.started',
    { by: 'network', tempo: 'burst' },
    `
    network_sessions  | events                              | sessions                          | 会话
    network_devices   | text id_device                      | devices                           | 设备
    network_accounts  | text id_account                     | accounts                          | 账户
    network_people    | text person                         | people                            | 用户
    network_cells     | text cell                           | cells                             | 网格
    network_models    | text device_model                   | models of device                  | 机型
    network_charging  | flag charging                       | sessions while charging           | 充电中的会话
    network_emulators | flag emulator                       | sessions in an emulator           | 模拟器会话
    network_proxies   | flag proxy                          | sessions through a proxy          | 代理会话
    network_short     | events ? duration_s<60              | sessions of less than a minute    | 不足一分钟的会话
    `,
  ),
  on(
    'account.registered',
    { by: 'id_device', tempo: 'burst' },
    `
    device_registered | events                              | registrations                     | 注册
    device_channels   | text channel                        | channels of registration          | 注册渠道
    device_campaigns  | text campaign_id                    | campaigns of registration         | 注册推广活动
    device_new_phones | text id_phone                       | phone numbers registered          | 注册手机号
    `,
  ),
  on(
    'account.registered',
    { by: 'campaign_id', tempo: 'brisk' },
    `
    campaign_registered | events                            | registrations                     | 注册
    campaign_devices    | text id_device                    | devices registered                | 注册设备
    campaign_blocks     | text phone_block                  | blocks of numbers registered      | 注册号段
    `,
  ),
  on(
    'account.registered',
    { by: 'phone_block', tempo: 'burst' },
    `
    block_registered  | events                              | registrations                     | 注册
    block_cookies     | text id_cookie                      | browsers                          | 浏览器
    `,
  ),
);
