/** Colours of the charts in one of the two modes. */
export interface Ink {
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  /** Links of a network, which must be seen on any ground. */
  readonly link: string;
  readonly surface: string;
  readonly accent: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  /** Colours of series, in order. */
  readonly series: readonly string[];
  /** From none to much. */
  readonly ramp: readonly string[];
}

export const lightInk: Ink = {
  text: '#343a40',
  dim: '#868e96',
  line: '#e3e6ea',
  link: '#c3c9d0',
  surface: '#ffffff',
  accent: '#4263eb',
  good: '#0ca678',
  warn: '#e8890c',
  bad: '#e03131',
  series: ['#4263eb', '#0ca678', '#e8890c', '#ae3ec9', '#1098ad', '#74808c'],
  ramp: ['#f4f6ff', '#bac8ff', '#748ffc', '#4263eb', '#2b3f9e'],
};

export const darkInk: Ink = {
  text: '#dee2e6',
  dim: '#8f969d',
  line: '#3b3f45',
  link: '#575d64',
  surface: '#242424',
  accent: '#748ffc',
  good: '#38d9a9',
  warn: '#ffa94d',
  bad: '#ff6b6b',
  series: ['#748ffc', '#38d9a9', '#ffa94d', '#da77f2', '#3bc9db', '#9aa5b1'],
  ramp: ['#22263a', '#2f3a6b', '#4259b5', '#748ffc', '#bac8ff'],
};
