interface Drawing {
  value(dimension: number): number;
  coord(point: readonly [number, number]): [number, number];
}

type Point = readonly [x: number, y: number];

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const CAP = 4;

/** Vertical bars from the low to the high end of intervals, one for each place of a name axis. */
export function intervalBars(name: string, intervals: readonly (Bounds | null)[], colour: string) {
  const data = intervals.flatMap((interval, i) => (interval === null ? [] : [[i, interval.low, interval.high]]));
  return {
    name,
    type: 'custom',
    data,
    encode: { x: 0, y: [1, 2] },
    itemStyle: { color: colour },
    tooltip: { show: false },
    z: 1,
    renderItem: (_parameters: unknown, drawing: Drawing) => {
      const place = drawing.value(0);
      const [x, bottom] = drawing.coord([place, drawing.value(1)]);
      const [, top] = drawing.coord([place, drawing.value(2)]);
      const line = ([x1, y1]: Point, [x2, y2]: Point) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: colour, lineWidth: 1.5, opacity: 0.55 },
      });
      const cap = (y: number) => line([x - CAP, y], [x + CAP, y]);
      return { type: 'group', children: [line([x, bottom], [x, top]), cap(bottom), cap(top)] };
    },
  };
}
