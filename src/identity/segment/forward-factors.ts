import { dimensions, HALF_LIFE_MS, type Dimension } from '../people/dimensions.ts';
import { forwardWeight } from '../value/activity/decayed-weight.ts';

/** What a weight of 1 at an instant is as a forward weight, by dimension; worked out once for each instant. */
export class ForwardFactors {
  private readonly at = new Float64Array(dimensions.length).fill(NaN);
  private readonly factors = new Float64Array(dimensions.length);

  of(place: number, now: number): number {
    if (this.at[place] !== now) {
      this.at[place] = now;
      this.factors[place] = forwardWeight(now, HALF_LIFE_MS[dimensions[place] as Dimension]);
    }
    return this.factors[place] as number;
  }
}
