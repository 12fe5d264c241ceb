import { libraryPack, on } from '../idea.ts';

/** Where people live, work and are seen; heat of cells and the village around an address. */
export const placeIdeas = libraryPack(
  {
    name: 'place',
    version: 1,
    title: { en: 'Location', zh: '位置' },
    documentation: {
      en: 'Stability of home and work, distances, mock locations, heat of map cells, and address clusters by circle and time.',
      zh: '住址与工作地稳定性、移动距离、虚拟定位、网格热度，以及地址聚集与社交圈和时间的叠加。',
    },
    reason: { en: 'Where the application comes from', zh: '申请位置情况' },
    purposes: ['underwriting', 'fraud'],
    consent: 'location',
  },
  on(
    'application.submitted',
    { by: 'cell', tempo: 'burst' },
    `
    cell_applications | events                              | applications                           | 申请
    cell_people       | text person                         | applicants                             | 申请人
    cell_employers    | text employer                       | employers                              | 雇主
    cell_devices      | text id_device                      | devices                                | 设备
    cell_blocks       | text phone_block                    | blocks of numbers                      | 号段
    cell_asked        | money amount_minor                  | amounts asked for                      | 申请金额
    cell_incomes      | money declared_income_minor         | declared incomes                       | 申报收入
    cell_purposes     | text purpose                        | purposes                               | 用途
    cell_hurried      | events ? form_duration_s<90         | hurried applications                   | 匆忙填写的申请
    `,
  ),
  on(
    'application.submitted',
    { by: 'cell_group', tempo: 'brisk' },
    `
    village_applications | events                           | applications                           | 申请
    village_people       | text person                      | applicants                             | 申请人
    village_asked        | money amount_minor               | amounts asked for                      | 申请金额
    village_cells        | text cell                        | cells with applicants                  | 有申请的网格
    village_coached      | events ? form_duration_s<120 & form_edits=0 | fast applications without a slip | 快速且零修改的申请
    village_pastes       | amount form_pastes               | pasted fields                          | 粘贴字段数
    village_seconds      | level form_duration_s            | seconds on the form                    | 填表秒数
    village_purposes     | text purpose                     | purposes                               | 用途
    `,
  ),
  on(
    'session.started',
    { by: 'cell_group', tempo: 'brisk' },
    `
    village_sessions  | events                              | sessions                               | 会话
    village_visitors  | text person                         | people with sessions                   | 会话用户
    village_networks  | text network                        | networks                               | 网络
    village_devices   | text id_device                      | devices with sessions                  | 会话设备
    `,
  ),
  on(
    'application.submitted',
    { by: 'person', tempo: 'steady' },
    `
    address           | place latitude,longitude            | addresses                              | 地址
    home_employer     | pair cell_group,employer            | home squares and employers             | 住址与雇主
    squares           | text cell_group                     | square kilometres lived in             | 居住的平方公里
    `,
  ),
  on(
    'location.observed',
    { by: 'person', tempo: 'brisk' },
    `
    seen              | events                              | places seen                            | 位置
    home_times        | events ? place=home                 | observations at home                   | 在家观测
    work_times        | events ? place=work                 | observations at work                   | 在工作地观测
    elsewhere         | events ? place=other                | observations elsewhere                 | 在他处观测
    mock              | flag mock                           | mock locations                         | 虚拟定位
    accuracy          | level accuracy_m                    | metres of accuracy                     | 定位精度
    from_home         | level km_from_home                  | kilometres from home                   | 离家公里数
    far               | events ? km_from_home>50            | observations far from home             | 远离住址观测
    cells             | text cell                           | cells                                  | 网格
    kinds             | text place                          | kinds of place                         | 位置类型
    moves             | place latitude,longitude            | places                                 | 位置
    precise_mock      | events ? mock=1 & accuracy_m<10     | mock locations that look precise       | 高精度虚拟定位
    `,
  ),
  on(
    'location.observed',
    { by: 'cell', tempo: 'burst' },
    `
    cell_seen         | events                              | people and places seen                 | 被观测位置
    cell_visitors     | text person                         | people seen                            | 被观测用户
    cell_mock         | flag mock                           | mock locations                         | 虚拟定位
    cell_workers      | text person ? place=work            | people at work                         | 在此工作的用户
    cell_residents    | text person ? place=home            | people at home                         | 在此居住的用户
    `,
  ),
);
