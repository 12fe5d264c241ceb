import type { NetworkLink, NetworkNode } from '../../../api/contract.ts';
import type { Ink } from '../../../parts/chart-ink.ts';
import { useNetworkNames } from '../network-names.ts';
import { nodeSize } from '../ring-colours.ts';
import type { Spot } from './place-members.ts';

/** What became of a member between two days. */
export type Fate = 'stayed' | 'came' | 'left';

export function fateColour(fate: Fate, ink: Ink): string {
  return { stayed: ink.series[5] ?? ink.dim, came: ink.good, left: ink.bad }[fate];
}

export interface MemberPictureProps {
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly NetworkLink[];
  readonly places: ReadonlyMap<string, Spot>;
  readonly fateOf: (id: string) => Fate;
  readonly ink: Ink;
  readonly label: string;
}

const SIDE = 400;
const MARGIN = 16;

const at = (share: number): number => MARGIN + share * (SIDE - 2 * MARGIN);

/** Members of a group on a day, each where it stands on the other day too. */
export function MemberPicture({ nodes, links, places, fateOf, ink, label }: MemberPictureProps) {
  const names = useNetworkNames();
  const shown = new Set(nodes.map(({ id }) => id));
  const scale = Math.min(1, Math.sqrt(60 / Math.max(1, places.size)) + 0.2);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${SIDE} ${SIDE}`} style={{ width: '100%', maxHeight: 420 }}>
      {links.map(({ from, to, relation }) => {
        const [a, b] = [places.get(from), places.get(to)];
        if (a === undefined || b === undefined || !shown.has(from) || !shown.has(to)) return null;
        return (
          <line
            key={`${from} ${relation} ${to}`}
            {...{ x1: at(a.x), y1: at(a.y), x2: at(b.x), y2: at(b.y) }}
            stroke={ink.link}
          />
        );
      })}
      {nodes.map((node) => {
        const place = places.get(node.id);
        return place === undefined ? null : (
          <circle
            key={node.id}
            {...{ cx: at(place.x), cy: at(place.y), r: scale * nodeSize(node) }}
            fill={fateColour(fateOf(node.id), ink)}
          >
            <title>{`${names.kind(node.kind)} ${node.label}`}</title>
          </circle>
        );
      })}
    </svg>
  );
}
