import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { destinations } from './destinations.ts';

const MINIMUM = 4;

/** Ctrl K: jumps to pages, to anything by its id, and to a person by an identifier. */
export function Palette() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const text = query.trim();
  const go = (path: string) => () => void navigate(path);
  const pages: SpotlightActionData[] = destinations.map(({ path, label, key, icon: Icon }) => ({
    id: path,
    label: t(label),
    description: `g ${key}`,
    leftSection: <Icon size={18} stroke={1.6} />,
    onClick: go(path),
  }));
  const target = (kind: 'applications' | 'loans' | 'people'): SpotlightActionData => ({
    id: `${kind}:${text}`,
    label: `${t(`nav.${kind}`)}: ${text}`,
    leftSection: <IconArrowRight size={18} stroke={1.6} />,
    onClick: go(`/${kind}/${encodeURIComponent(text)}`),
  });
  const jumps: SpotlightActionData[] = text.length < MINIMUM ? [] : [...kindsOf(text).map(target), identifierJump()];
  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.open'), actions: jumps },
    {
      group: t('palette.pages'),
      actions: pages.filter(({ label }) => label?.toLowerCase().includes(text.toLowerCase())),
    },
  ];

  function identifierJump(): SpotlightActionData {
    return {
      id: 'identifier',
      label: `${t('palette.identifier')}: ${text}`,
      leftSection: <IconSearch size={18} stroke={1.6} />,
      onClick: go(`/people?identifier=${encodeURIComponent(text)}`),
    };
  }

  return (
    <Spotlight
      shortcut={['mod + K']}
      query={query}
      onQueryChange={setQuery}
      actions={groups.filter(({ actions }) => actions.length > 0)}
      filter={(_query, all) => all}
      nothingFound={text === '' ? t('palette.nothing') : t('palette.hint')}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('common.search'),
      }}
      scrollable
      maxHeight={420}
    />
  );
}

/** What an id could be, by its prefix; all three where it tells nothing. */
function kindsOf(text: string): readonly ('applications' | 'loans' | 'people')[] {
  if (/[\s@]|^\+?\d+[xX]?$/.test(text)) return [];
  if (/^(app|a|w)[_-]/i.test(text)) return ['applications'];
  if (/^(loan|ln)[_-]/i.test(text)) return ['loans'];
  if (/^(per|person)[_-]/i.test(text)) return ['people'];
  return ['applications', 'loans', 'people'];
}
