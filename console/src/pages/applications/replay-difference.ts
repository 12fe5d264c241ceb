import type { ApplicationDetail, Replay } from '../../api/contract.ts';
import { useSpeech } from '../../words/language.tsx';
import { useVariableText } from './variable-list.tsx';

/** In words: how a replay differs from the recorded decision. */
export function useReplayDifference(application: ApplicationDetail, replay: Replay): readonly string[] {
  const { t, say } = useSpeech();
  const text = useVariableText(application.amount.currency);
  const outcome =
    replay.outcome === application.outcome
      ? t('replay.outcome.same', { outcome: t(`outcome.${application.outcome}`) })
      : t('replay.outcome', { before: t(`outcome.${application.outcome}`), after: t(`outcome.${replay.outcome}`) });
  const has = (list: Replay['reasons'], code: string): boolean => list.some((reason) => reason.code === code);
  const gained = replay.reasons.filter(({ code }) => !has(application.reasons, code));
  const lost = application.reasons.filter(({ code }) => !has(replay.reasons, code));
  const before = application.decision.variables;
  const shown = (name: string, value: number | undefined): string =>
    value === undefined ? t('replay.unset') : text.value(name, value);
  const names = [...new Set([...Object.keys(before), ...Object.keys(replay.variables)])];
  const changed = names.filter((name) => before[name] !== replay.variables[name]);
  return [
    outcome,
    ...gained.map((reason) => t('replay.reason.more', { reason: say(reason.text) })),
    ...lost.map((reason) => t('replay.reason.less', { reason: say(reason.text) })),
    ...changed.map((name) =>
      t('replay.variable', {
        name: text.name(name),
        before: shown(name, before[name]),
        after: shown(name, replay.variables[name]),
      }),
    ),
  ];
}
