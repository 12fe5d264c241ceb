/** Mean squared difference of probability and label, weighted. Lower is better. */
export function brier(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum += weight * ((scores[row] as number) - (labels[row] as number)) ** 2;
    total += weight;
  }
  return sum / total;
}
