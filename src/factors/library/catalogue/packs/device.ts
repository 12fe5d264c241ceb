import { libraryPack, on } from '../idea.ts';

/** The devices a person uses and the surroundings they show: emulators, proxies, clocks, power, look-alike devices. */
export const deviceIdeas = libraryPack(
  {
    name: 'machine',
    version: 1,
    title: { en: 'Device and environment', zh: '设备与环境' },
    documentation: {
      en: 'Emulation, proxies, root, sensors, clock and locale, battery, and devices linked by their raw components.',
      zh: '模拟器、代理、越狱、传感器、时钟与语言、电量，以及按原始组件模糊关联的设备。',
    },
    reason: { en: 'Device and surroundings of the visit', zh: '访问设备与环境' },
    purposes: ['underwriting', 'fraud'],
    consent: 'device',
  },
  on(
    'session.started',
    { by: 'person', tempo: 'brisk' },
    `
    sessions       | events                                  | sessions                               | 会话
    rooted         | flag rooted                             | sessions on a rooted device            | 越狱设备会话
    emulator       | flag emulator                           | sessions in an emulator                | 模拟器会话
    proxy          | flag proxy                              | sessions through a proxy               | 代理会话
    charging       | flag charging                           | sessions while charging                | 充电中的会话
    timezone_fits  | flag timezone_matches                   | sessions with a fitting time zone      | 时区相符的会话
    locale_fits    | flag locale_matches                     | sessions with a fitting language       | 语言相符的会话
    battery        | level battery_percent                   | battery levels                         | 电量
    apps           | level installed_apps                    | installed apps                         | 已装应用数
    screens        | amount screens                          | screens seen                           | 浏览页面数
    seconds        | amount duration_s                       | seconds in the app                     | 使用秒数
    pace           | level screens/duration_s                | screens per second                     | 每秒页面数
    devices        | text id_device                          | devices                                | 设备
    models         | text device_model                       | models of device                       | 机型
    systems        | text os                                 | operating systems                      | 操作系统
    networks       | text network                            | networks                               | 网络
    cells          | text cell                               | cells of sessions                      | 会话网格
    full_charging  | events ? charging=1 & battery_percent>=95 | sessions fully charged at the plug   | 满电充电会话
    low_battery    | events ? battery_percent<15             | sessions with an empty battery         | 低电量会话
    bare           | events ? installed_apps<15              | sessions on a nearly empty device      | 应用极少设备的会话
    hidden_place   | events ? proxy=1 & timezone_matches=0   | sessions from a disguised place        | 伪装位置的会话
    glance         | events ? duration_s<30                  | sessions of a glance                   | 极短会话
    immersed       | events ? duration_s>600                 | long sessions                          | 长时会话
    web            | events ? os=web                         | sessions on the web                    | 网页会话
    device_network | pair id_device,network                  | devices and networks                   | 设备与网络
    `,
  ),
  on(
    'session.started',
    { by: 'id_device', tempo: 'burst' },
    `
    own_sessions   | events                                  | sessions                               | 会话
    own_people     | text person                             | people                                 | 用户
    own_accounts   | text id_account                         | accounts                               | 账户
    own_networks   | text network                            | networks                               | 网络
    own_cells      | text cell                               | cells                                  | 网格
    own_charging   | flag charging                           | sessions while charging                | 充电中的会话
    own_battery    | level battery_percent                   | battery levels                         | 电量
    own_apps       | level installed_apps                    | installed apps                         | 已装应用数
    own_farm_like  | events ? charging=1 & screens<6         | short sessions at the plug             | 充电短会话
    `,
  ),
  on(
    'device.profiled',
    { by: 'person', tempo: 'steady' },
    `
    profiles       | reports                                 | device profiles                        | 设备画像
    memory         | level memory_mb                         | megabytes of memory                    | 内存大小
    free_storage   | level storage_free_mb                   | megabytes of free storage              | 剩余存储
    uptime         | level uptime_h                          | hours since the device was started     | 开机小时数
    clock_offset   | level clock_offset_s                    | seconds by which the clock is off      | 时钟偏差秒数
    stillness      | level sensor_noise                      | movement seen by sensors               | 传感器抖动
    battery_cycles | level battery_cycles                    | charging cycles                        | 充电循环次数
    developer      | flag developer_mode                     | profiles in developer mode             | 开发者模式
    vpn            | flag vpn                                | profiles with a private network        | 使用专用网络
    hooked         | flag hooked                             | profiles with hooked functions         | 函数被挂钩
    cloned_app     | flag cloned_app                         | profiles of a cloned app               | 应用多开
    carriers       | text carrier                            | carriers                               | 运营商
    looks          | text device_likeness                    | looks of devices                       | 设备外观组合
    languages      | text language                           | languages                              | 系统语言
    still          | reports ? sensor_noise<0.02              | profiles of a device that lies still   | 静置设备画像
    wrong_clock    | reports ? clock_offset_s>300             | profiles with a wrong clock            | 时钟错误的画像
    fresh_start    | reports ? uptime_h<1                     | profiles just after a start            | 刚开机的画像
    no_sim         | reports ? sim_slots=0                    | profiles without a card                | 无卡设备画像
    `,
  ),
  on(
    'device.profiled',
    { by: 'device_likeness', tempo: 'burst' },
    `
    alike_profiles | reports                                 | profiles                               | 画像
    alike_devices  | text id_device                          | devices                                | 设备
    alike_people   | text person                             | people                                 | 用户
    alike_still    | level sensor_noise                      | movement seen by sensors               | 传感器抖动
    alike_carriers | text carrier                            | carriers                               | 运营商
    alike_clones   | flag cloned_app                         | profiles of a cloned app               | 应用多开
    `,
  ),
);
