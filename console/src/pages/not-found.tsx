import { EmptyState } from '../parts/empty-state.tsx';
import { useSpeech } from '../words/language.tsx';

export function NotFound() {
  const { t } = useSpeech();
  return <EmptyState title={t('notFound.title')} hint={t('notFound.hint')} />;
}
