import { useCallback } from 'react';
import type { PersonIdentity } from '../../api/contract.ts';
import { tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

/** Identifiers of a person around the persons they were first seen with; merges join these. Thick lines are sure. */
export function BeliefGraph({
  belief,
  chosen,
}: {
  readonly belief: PersonIdentity;
  readonly chosen: readonly number[];
}) {
  const { t, nameOf } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const own = new Set(belief.persons);
      const persons = belief.persons.filter(
        (id) =>
          id === belief.personId || belief.links.some(({ person }) => person === id) || belief.persons.length < 12,
      );
      return {
        tooltip: tooltip(ink, { trigger: 'item' }),
        series: [
          {
            type: 'graph',
            layout: 'force',
            roam: 'move',
            draggable: true,
            force: { repulsion: 220, edgeLength: [50, 110], gravity: 0.15, layoutAnimation: false },
            data: [
              ...persons.map((id) => ({
                id,
                name: id === belief.personId ? id : `${id} · ${t('belief.asMade')}`,
                symbolSize: id === belief.personId ? 22 : 14,
                itemStyle: { color: id === belief.personId ? ink.accent : ink.dim },
              })),
              ...belief.links.map((link) => ({
                id: `${link.fact}`,
                name: `${nameOf('kind', link.kind)} ${link.shown}`,
                symbol: 'roundRect',
                symbolSize: chosen.includes(link.fact) ? 15 : 10,
                itemStyle: {
                  color: chosen.includes(link.fact) ? ink.warn : link.shared ? ink.bad : ink.line,
                  borderColor: ink.dim,
                  borderWidth: 1,
                },
                label: {
                  show: true,
                  formatter: nameOf('kind', link.kind),
                  color: ink.dim,
                  fontSize: 10,
                  position: 'bottom',
                },
              })),
            ],
            links: [
              ...belief.links.map(({ fact, person, strength }) => edge([`${fact}`, person], strength, ink.dim)),
              ...belief.merges
                .filter(({ holds, from, into }) => holds && own.has(from) && own.has(into))
                .map(({ from, into, strength }) => edge([from, into], strength, ink.accent)),
            ],
            emphasis: { focus: 'adjacency' },
          },
        ],
      };
    },
    [belief, chosen, t, nameOf],
  );
  return <Chart option={option} height={300} label={t('belief.title')} />;
}

function edge([source, target]: readonly [string, string], strength: number, color: string) {
  return { source, target, value: strength, lineStyle: { width: 0.5 + strength / 2, color, opacity: 0.55 } };
}
