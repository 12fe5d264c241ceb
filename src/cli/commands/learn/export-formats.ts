import { TallyError } from '#base';
import {
  lightgbmText,
  scorecardJavaScript,
  scorecardJson,
  scorecardPmml,
  scorecardSql,
  xgboostJson,
  type Model,
  type ScorecardModel,
} from '#learn';

/** A format in which models leave. */
export interface ExportFormat {
  readonly name: string;
  /** Kinds of models that it can express. */
  readonly kinds: readonly string[];
  readonly write: (model: Model) => string;
}

function ofScorecard(name: string, write: (model: ScorecardModel) => string): ExportFormat {
  return { name, kinds: ['scorecard'], write: (model) => write(model as ScorecardModel) };
}

/** Every format of `learn export`; one name may stand for several kinds of models. */
export const exportFormats: readonly ExportFormat[] = [
  ofScorecard('sql', (model) => scorecardSql(model)),
  ofScorecard('pmml', (model) => scorecardPmml(model)),
  ofScorecard('json', scorecardJson),
  ofScorecard('js', scorecardJavaScript),
  { name: 'lightgbm', kinds: ['gbdt'], write: lightgbmText },
  { name: 'xgboost', kinds: ['gbdt'], write: xgboostJson },
];

/**
 * The format of this name for this model.
 *
 * @throws TallyError `CLI_OPTION` when there is none.
 */
export function formatFor(name: string, model: Model): ExportFormat {
  const found = exportFormats.find((format) => format.name === name && format.kinds.includes(model.kind));
  if (found !== undefined) return found;
  const fitting = exportFormats.filter(({ kinds }) => kinds.includes(model.kind)).map((format) => format.name);
  throw new TallyError('CLI_OPTION', `a ${model.kind} model cannot be exported as "${name}"`, {
    hint: fitting.length === 0 ? 'no format takes this kind of model yet' : `use --format ${fitting.join(' or ')}`,
  });
}
