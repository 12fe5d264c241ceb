import type { FactorAggregate, FactorDefinition, FactorEntity } from '../definition.ts';
import { factor, type Words } from '../build.ts';

interface SessionSpec {
  readonly field: string;
  readonly take?: FactorAggregate;
  readonly days?: number;
  readonly entity?: FactorEntity;
}

const session = (name: string, words: Words, { take = 'last', ...rest }: SessionSpec): FactorDefinition =>
  factor(`device.${name}`, words, { from: 'session.started', take, ...rest });

/** The device and its surroundings at the newest session, and their habits. */
export const devicePack: readonly FactorDefinition[] = [
  session('rooted', ['device is rooted', '设备已越狱'], { field: 'rooted' }),
  session('emulator', ['device is an emulator', '模拟器'], { field: 'emulator' }),
  session('proxy', ['connection goes through a proxy', '使用代理'], { field: 'proxy' }),
  session('timezone_matches', ['time zone fits the place', '时区一致'], { field: 'timezoneMatches' }),
  session('locale_matches', ['language fits the place', '语言一致'], { field: 'localeMatches' }),
  session('battery_percent', ['battery level', '电量'], { field: 'batteryPercent' }),
  session('charging', ['device is charging', '充电中'], { field: 'charging' }),
  session('installed_apps', ['installed apps', '安装应用数'], { field: 'installedApps' }),
  session('screens', ['screens seen in the session', '会话浏览页数'], { field: 'screens' }),
  session('duration_s', ['length of the session, seconds', '会话时长'], { field: 'durationS' }),
  factor('device.os', ['operating system', '操作系统'], {
    from: 'session.started',
    take: 'last',
    field: { path: 'os', codes: ['web', 'ios', 'android'] },
  }),
  session('proxy_share_30d', ['share of sessions through a proxy in 30 days', '30天代理占比'], {
    field: 'proxy',
    take: 'mean',
    days: 30,
  }),
  session('charging_share_30d', ['share of sessions while charging in 30 days', '30天充电占比'], {
    field: 'charging',
    entity: 'device',
    take: 'mean',
    days: 30,
  }),
  session('duration_mean_90d', ['mean session length in 90 days', '90天平均会话时长'], {
    field: 'durationS',
    take: 'mean',
    days: 90,
  }),
  session('cells_30d', ['map cells visited in 30 days', '30天出现网格数'], {
    field: 'cell',
    take: 'distinct',
    days: 30,
  }),
  session('networks_30d', ['networks used in 30 days', '30天网络数'], { field: 'network', take: 'distinct', days: 30 }),
  session('people_30d', ['people with sessions on the device in 30 days', '设备30天会话人数'], {
    field: '@person',
    entity: 'device',
    take: 'distinct',
    days: 30,
  }),
  factor('device.sessions_7d', ['sessions in 7 days', '7天会话数'], {
    from: 'session.started',
    take: 'count',
    days: 7,
  }),
  factor('device.sessions_90d', ['sessions in 90 days', '90天会话数'], {
    from: 'session.started',
    take: 'count',
    days: 90,
  }),
  factor('device.age_days', ['days since the device was first seen', '设备首次出现天数'], {
    from: 'session.started',
    entity: 'device',
    take: 'days_since_first',
  }),
];
