import { formatDay, formatMonth, monthOfDay } from '#base';
import { SingleBar } from 'cli-progress';
import type { HistoryProgress } from './market-controller.ts';

/** Figures behind the bar. */
export interface HistoryFigures {
  readonly applications: number;
  readonly approved: number;
  /** Share of open loans that are past due. */
  readonly overdueShare: number;
}

/** Shows how the history is lived: a bar on a terminal, a line a month elsewhere. */
export interface HistoryBar {
  update(progress: HistoryProgress, figures: HistoryFigures): void;
  say(line: string): void;
}

export function createHistoryBar(stream: NodeJS.WriteStream): HistoryBar {
  return stream.isTTY ? terminalBar(stream) : monthlyLines(stream);
}

function terminalBar(stream: NodeJS.WriteStream): HistoryBar {
  const bar = new SingleBar({
    stream,
    format: 'living {month} {bar} {percentage}% | {applications} applications, {approved} approved, {overdue} overdue',
    hideCursor: true,
    clearOnComplete: true,
  });
  let isStarted = false;
  return {
    update({ day, lived, total }, figures) {
      if (lived > total) return;
      const payload = { month: formatMonth(monthOfDay(day)), ...texts(figures) };
      if (!isStarted) bar.start(total, lived, payload);
      isStarted = true;
      bar.update(lived, payload);
      if (lived === total) bar.stop();
    },
    say: (line) => void stream.write(`\r\u001B[K${line}\n`),
  };
}

function monthlyLines(stream: NodeJS.WriteStream): HistoryBar {
  let month = -1;
  return {
    update({ day, lived, total }, figures) {
      if (lived > total || (monthOfDay(day + 1) === month && lived < total)) return;
      if (monthOfDay(day) === monthOfDay(day + 1) && lived < total) return;
      month = monthOfDay(day + 1);
      const { applications, approved, overdue } = texts(figures);
      stream.write(
        `lived to ${formatDay(day)}: ${applications} applications, ${approved} approved, ${overdue} overdue\n`,
      );
    },
    say: (line) => void stream.write(`${line}\n`),
  };
}

function texts({ applications, approved, overdueShare }: HistoryFigures) {
  const share = applications === 0 ? 0 : approved / applications;
  return { applications, approved: `${(100 * share).toFixed(0)} %`, overdue: `${(100 * overdueShare).toFixed(1)} %` };
}
