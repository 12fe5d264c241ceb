import type { Ink } from './chart-ink.ts';

type Formatter = (value: number) => string;

const line = (ink: Ink) => ({ lineStyle: { color: ink.line } });

/** Axis of names: months, buckets. */
export function nameAxis(ink: Ink, data: readonly string[], name?: string) {
  return {
    type: 'category',
    data,
    name,
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: ink.dim },
    axisLine: line(ink),
    axisTick: { show: false },
    axisLabel: { color: ink.dim, hideOverlap: true },
  };
}

interface NumberAxis {
  readonly format: Formatter;
  readonly name?: string;
  readonly isSecond?: boolean;
  readonly max?: number;
  readonly min?: number;
  readonly isHorizontal?: boolean;
}

/** Axis of numbers with quiet grid lines. */
export function numberAxis(ink: Ink, { format, name, isSecond = false, max, min, isHorizontal = false }: NumberAxis) {
  return {
    type: 'value',
    name,
    max,
    min,
    nameLocation: isHorizontal ? 'middle' : 'end',
    nameGap: isHorizontal ? 26 : 12,
    nameTextStyle: { color: ink.dim, align: isHorizontal ? 'center' : isSecond ? 'right' : 'left' },
    ...(max === 1 ? { interval: 0.25 } : { splitNumber: 4 }),
    splitLine: { show: !isSecond, ...line(ink) },
    axisLabel: { color: ink.dim, formatter: format, hideOverlap: true },
  };
}

export function grid(change: Readonly<Record<string, number>> = {}) {
  return { left: 4, right: 8, top: 32, bottom: 4, outerBoundsMode: 'same', containLabel: true, ...change };
}

export function legend(ink: Ink, change: Readonly<Record<string, unknown>> = {}) {
  return {
    top: 0,
    left: 0,
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 4,
    itemGap: 14,
    textStyle: { color: ink.text, fontSize: 11 },
    ...change,
  };
}

/** Tooltip in the colours of the console. */
export function tooltip(ink: Ink, change: Readonly<Record<string, unknown>> = {}) {
  return {
    trigger: 'axis',
    backgroundColor: ink.surface,
    borderColor: ink.line,
    textStyle: { color: ink.text, fontSize: 12 },
    confine: true,
    ...change,
  };
}
