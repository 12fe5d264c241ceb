import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { Neighbours } from '../../api/contract.ts';
import { legend, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

const groups = ['self', 'fraud', 'delinquent', 'borrower', 'applicant', 'visitor', 'identifier'] as const;

type Group = (typeof groups)[number];

function colourOf(group: Group, ink: Ink): string {
  const colours: Record<Group, string> = {
    self: ink.accent,
    fraud: ink.bad,
    delinquent: ink.warn,
    borrower: ink.good,
    applicant: ink.series[4] ?? ink.accent,
    visitor: ink.dim,
    identifier: ink.line,
  };
  return colours[group];
}

function groupOf({ id, kind, status }: Neighbours['nodes'][number], self: string): Group {
  if (kind !== 'person') return 'identifier';
  if (id === self) return 'self';
  return groups.find((group) => group === status) ?? 'visitor';
}

interface NeighbourGraphProps {
  readonly graph: Neighbours;
  readonly self: string;
}

/** People around one person through the identifiers that they share; a click opens a person. */
export function NeighbourGraph({ graph, self }: NeighbourGraphProps) {
  const { t, nameOf } = useSpeech();
  const navigate = useNavigate();
  const option = useCallback(
    (ink: Ink) => ({
      legend: legend(ink, { icon: 'circle', itemHeight: 8, itemWidth: 8, type: 'plain' }),
      tooltip: tooltip(ink, { trigger: 'item' }),
      series: [
        {
          type: 'graph',
          layout: 'force',
          roam: 'move',
          top: 40,
          draggable: true,
          force: {
            repulsion: graph.nodes.length < 25 ? 260 : 90,
            edgeLength: [40, 80],
            gravity: 0.12,
            layoutAnimation: false,
          },
          categories: groups.map((group) => ({ name: t(`node.${group}`), itemStyle: { color: colourOf(group, ink) } })),
          data: graph.nodes.map((node) => {
            const group = groupOf(node, self);
            const isMark = group === 'identifier';
            return {
              id: node.id,
              name: isMark ? `${nameOf('kind', node.kind)} ${node.label.slice(node.kind.length + 1)}` : node.id,
              category: groups.indexOf(group),
              symbol: isMark ? 'roundRect' : 'circle',
              symbolSize: group === 'self' ? 20 : isMark ? 9 : 13,
              itemStyle: { borderColor: isMark ? ink.dim : ink.surface, borderWidth: 1 },
              label: {
                show: isMark && graph.nodes.length < 25,
                formatter: nameOf('kind', node.kind),
                color: ink.dim,
                fontSize: 10,
                position: 'bottom',
              },
              person: isMark ? undefined : node.id,
            };
          }),
          links: graph.edges.map(({ from, to }) => ({ source: from, target: to })),
          lineStyle: { color: ink.dim, opacity: 0.45 },
          emphasis: { focus: 'adjacency' },
        },
      ],
    }),
    [graph, self, t, nameOf],
  );
  const open = useCallback(
    (data: unknown) => {
      const { person } = (data ?? {}) as { person?: string };
      if (person !== undefined && person !== self) void navigate(`/people/${encodeURIComponent(person)}`);
    },
    [navigate, self],
  );
  return <Chart option={option} height={330} label={t('person.neighbours')} onPick={open} />;
}
