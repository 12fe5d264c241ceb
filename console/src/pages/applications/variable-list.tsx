import { Facts } from '../../parts/facts.tsx';
import { useSpeech } from '../../words/language.tsx';

interface VariableListProps {
  readonly variables: Readonly<Record<string, number>>;
  readonly currency: string;
}

/** A variable of a policy by its unit: `…_minor` is money, `…_bps` a rate, the known scores are probabilities. */
export function useVariableText(currency: string) {
  const { format, nameOf } = useSpeech();
  return {
    name: (name: string): string => nameOf('variable', name),
    value: (name: string, value: number | undefined): string => {
      if (value === undefined) return '–';
      if (name.endsWith('_minor')) return format.money({ amountMinor: value, currency });
      if (name.endsWith('_bps')) return format.rate(value);
      return name === 'pd' || name === 'fraud' ? format.share(value) : format.value(value);
    },
  };
}

export function VariableList({ variables, currency }: VariableListProps) {
  const text = useVariableText(currency);
  return (
    <Facts
      columns={4}
      items={Object.entries(variables).map(([name, value]) => [
        text.name(name),
        <span key={name} className="number">
          {text.value(name, value)}
        </span>,
      ])}
    />
  );
}
