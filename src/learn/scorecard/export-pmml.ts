import { attributesOf, type Attribute } from './attribute.ts';
import type { Card, Characteristic } from './card.ts';
import type { ScorecardModel } from './scorecard-model.ts';
import { escapeXml } from './xml.ts';

/**
 * The card as PMML 4.4 (Data Mining Group): a `Scorecard` with points below the maximum as reasons, the score as its
 * prediction and the probability of the event as an output.
 */
export function scorecardPmml({ card }: ScorecardModel, { name = 'scorecard' }: { name?: string } = {}): string {
  const { characteristics } = card;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">',
    '  <Header><Application name="tallystick"/></Header>',
    `  <DataDictionary numberOfFields="${characteristics.length + 1}">`,
    ...characteristics.map(dataField),
    '    <DataField name="score" optype="continuous" dataType="double"/>',
    '  </DataDictionary>',
    `  <Scorecard modelName="${escapeXml(name)}" functionName="regression" initialScore="${card.basePoints}" useReasonCodes="true" reasonCodeAlgorithm="pointsBelow" baselineMethod="max">`,
    `    <Extension extender="tallystick" name="factor" value="${card.factor}"/>`,
    `    <Extension extender="tallystick" name="offset" value="${card.offset}"/>`,
    '    <MiningSchema>',
    ...characteristics.map(({ binning }) => {
      return `      <MiningField name="${escapeXml(binning.feature)}" invalidValueTreatment="asMissing"/>`;
    }),
    '      <MiningField name="score" usageType="target"/>',
    '    </MiningSchema>',
    ...outputs(card),
    '    <Characteristics>',
    ...characteristics.flatMap(characteristicLines),
    '    </Characteristics>',
    '  </Scorecard>',
    '</PMML>',
    '',
  ].join('\n');
}

function dataField({ binning }: Characteristic): string {
  const name = escapeXml(binning.feature);
  if (binning.kind === 'number') return `    <DataField name="${name}" optype="continuous" dataType="double"/>`;
  const values = binning.categories.map((category) => `<Value value="${escapeXml(category)}"/>`).join('');
  return `    <DataField name="${name}" optype="categorical" dataType="string">${values}</DataField>`;
}

function outputs({ factor, offset }: Card): string[] {
  const constant = (value: number): string => `<Constant dataType="double">${value}</Constant>`;
  const apply = (name: string, ...inside: string[]): string => `<Apply function="${name}">${inside.join('')}</Apply>`;
  const distance = apply('-', '<FieldRef field="finalScore"/>', constant(offset));
  const odds = apply('exp', apply('/', distance, constant(factor)));
  const probability = apply('/', constant(1), apply('+', constant(1), odds));
  return [
    '    <Output>',
    '      <OutputField name="finalScore" optype="continuous" dataType="double" feature="predictedValue"/>',
    `      <OutputField name="probability" optype="continuous" dataType="double" feature="transformedValue">${probability}</OutputField>`,
    '      <OutputField name="reason1" optype="categorical" dataType="string" feature="reasonCode" rank="1"/>',
    '    </Output>',
  ];
}

function characteristicLines(characteristic: Characteristic): string[] {
  const { binning, points } = characteristic;
  const field = escapeXml(binning.feature);
  return [
    `      <Characteristic name="${field}" reasonCode="${field}" baselineScore="${Math.max(...points)}">`,
    ...attributesOf(characteristic).flatMap((attribute) => {
      const predicate = predicateOf(field, attribute);
      return predicate === '' ? [] : [`        <Attribute partialScore="${attribute.points}">${predicate}</Attribute>`];
    }),
    '      </Characteristic>',
  ];
}

function predicateOf(field: string, { condition }: Attribute): string {
  const simple = (operator: string, value?: number | string): string =>
    `<SimplePredicate field="${field}" operator="${operator}"${value === undefined ? '' : ` value="${escapeXml(String(value))}"`}/>`;
  const set = (type: string, values: readonly string[]): string =>
    `<SimpleSetPredicate field="${field}" booleanOperator="isIn"><Array n="${values.length}" type="${type}">${values.join(' ')}</Array></SimpleSetPredicate>`;
  switch (condition.kind) {
    case 'missing':
      return simple('isMissing');
    case 'codes':
      return set('real', condition.codes.map(String));
    case 'categories':
      return categoryPredicate(condition.names, { set, simple });
    case 'range': {
      const { from, to } = condition;
      if (from === undefined && to === undefined) return simple('isNotMissing');
      if (from === undefined) return simple('lessThan', to);
      if (to === undefined) return simple('greaterOrEqual', from);
      const both = simple('greaterOrEqual', from) + simple('lessThan', to);
      return `<CompoundPredicate booleanOperator="and">${both}</CompoundPredicate>`;
    }
  }
}

/** One of several names; quotes and backslashes have no safe form inside a PMML array, so such names are compared singly. */
function categoryPredicate(
  names: readonly string[],
  write: {
    set: (type: string, values: readonly string[]) => string;
    simple: (operator: string, value: string) => string;
  },
): string {
  if (names.length === 0) return '';
  if (!names.some((name) => /["\\]/.test(name))) {
    return write.set(
      'string',
      names.map((name) => escapeXml(`"${name}"`)),
    );
  }
  const each = names.map((name) => write.simple('equal', name)).join('');
  return names.length === 1 ? each : `<CompoundPredicate booleanOperator="or">${each}</CompoundPredicate>`;
}
