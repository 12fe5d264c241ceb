import { DAY_MS } from '#base';
import type { EventWindow } from '../definition/definition.ts';
import type { Words } from './idea.ts';

const HOUR_MS = DAY_MS / 24;

/** How fast events of a kind follow each other, hence the windows in which they are looked at, shortest first. */
export const tempos = {
  burst: ['1h', '1d', '7d', '30d', '90d'],
  brisk: ['1d', '7d', '30d', '90d', '365d'],
  steady: ['30d', '90d', '180d', '365d'],
} as const;

export type Tempo = keyof typeof tempos;

/** Milliseconds of a window's name, such as `90d`. */
export function windowMs(name: string): number {
  return Number(name.slice(0, -1)) * (name.endsWith('h') ? HOUR_MS : DAY_MS);
}

/** The window of that name, `offsetMs` earlier. */
export function windowOf(name: string, offsetMs = 0): EventWindow {
  return { lengthMs: windowMs(name), offsetMs, last: Infinity, skip: 0 };
}

/** `in the last 90 days`, `近90天`. */
export function windowWords(name: string): Words {
  const number = Number(name.slice(0, -1));
  const [unit, zh] = name.endsWith('h') ? ['hour', '小时'] : ['day', '天'];
  return { en: `in the last ${number === 1 ? unit : `${number} ${unit}s`}`, zh: `近${number}${zh}` };
}
