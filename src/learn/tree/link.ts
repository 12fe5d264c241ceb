import { exp, sigmoid } from '#base';

/** How margins become predictions: one function per output, or one over all of them. */
const links = {
  logistic: (margins: Float64Array): void => {
    for (let k = 0; k < margins.length; k++) margins[k] = sigmoid(margins[k] as number);
  },
  identity: (): void => undefined,
  log: (margins: Float64Array): void => {
    for (let k = 0; k < margins.length; k++) margins[k] = exp(margins[k] as number);
  },
  softmax,
  /** Of models trained on the root of an amount: x |x|. */
  'signed-square': (margins: Float64Array): void => {
    for (let k = 0; k < margins.length; k++) margins[k] = (margins[k] as number) * Math.abs(margins[k] as number);
  },
} satisfies Record<string, (margins: Float64Array) => void>;

export type LinkName = keyof typeof links;

export const linkNames = Object.keys(links) as [LinkName, ...LinkName[]];

/** Turns the margins of one row into predictions, in place. */
export function applyLink(link: LinkName, margins: Float64Array): void {
  links[link](margins);
}

/** Probabilities in place of margins. */
export function softmax(margins: Float64Array): void {
  let top = -Infinity;
  for (let k = 0; k < margins.length; k++) top = Math.max(top, margins[k] as number);
  let sum = 0;
  for (let k = 0; k < margins.length; k++) {
    margins[k] = exp((margins[k] as number) - top);
    sum += margins[k] as number;
  }
  for (let k = 0; k < margins.length; k++) margins[k] = (margins[k] as number) / sum;
}
