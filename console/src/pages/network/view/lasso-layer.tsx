import { useState, type PointerEvent } from 'react';
import type { Point } from '../lasso.ts';

interface LassoLayerProps {
  readonly onDone: (line: readonly Point[]) => void;
  readonly colour: string;
  readonly label: string;
}

/** Lies above the picture while somebody draws a line around nodes. */
export function LassoLayer({ onDone, colour, label }: LassoLayerProps) {
  const [line, setLine] = useState<readonly Point[]>([]);
  const pointOf = ({ nativeEvent: { offsetX: x, offsetY: y } }: PointerEvent): Point => ({ x, y });
  const finish = (): void => {
    if (line.length > 2) onDone(line);
    setLine([]);
  };
  return (
    <svg
      role="application"
      aria-label={label}
      style={{
        position: 'absolute',
        inset: 0,
        width: '100%',
        height: '100%',
        cursor: 'crosshair',
        touchAction: 'none',
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setLine([pointOf(event)]);
      }}
      onPointerMove={(event) => {
        if (line.length > 0) setLine((before) => [...before, pointOf(event)]);
      }}
      onPointerUp={finish}
    >
      <polygon
        points={line.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill={colour}
        fillOpacity={0.12}
        stroke={colour}
        pointerEvents="none"
      />
    </svg>
  );
}
