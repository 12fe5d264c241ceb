import { Button, Group, JsonInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { endpoints, type Segment } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { useRights } from '../../api/session.ts';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

const EXAMPLE = {
  and: [{ tag: ['dormant'] }, { count: 'loans', atLeast: 1 }, { consent: 'marketing', purpose: 'marketing' }],
};

type Condition = Readonly<Record<string, unknown>>;

function conditionOf(text: string): { readonly condition?: Condition; readonly wrong?: string } {
  try {
    return { condition: JSON.parse(text) as Condition };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** Writes a segment's condition: how many it would hold first, then a new version. */
export function SegmentEditor({ segment }: { readonly segment: Segment | undefined }) {
  const { t, format } = useSpeech();
  const { work } = useRights();
  const navigate = useNavigate();
  const [id, setId] = useState(segment?.id ?? '');
  const [name, setName] = useState(segment?.name ?? '');
  const [text, setText] = useState(JSON.stringify(segment?.condition ?? EXAMPLE, null, 2));
  const preview = useWrite(endpoints.previewSegment);
  const stale = [endpoints.segments, endpoints.segmentMembers, endpoints.profile];
  const save = useWrite(endpoints.saveSegment, stale);
  const retire = useWrite(endpoints.retireSegment, stale);
  const { condition, wrong } = conditionOf(text);
  const trouble = preview.error ?? save.error ?? retire.error;
  return (
    <Panel
      title={segment === undefined ? t('segments.new') : segment.name}
      hint={t('segments.editor.hint')}
      actions={
        segment === undefined ? null : (
          <Button variant="subtle" miw="max-content" onClick={() => void navigate('/segments')}>
            {t('segments.new')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Group gap="xs" grow>
          <TextInput
            label={t('segments.id')}
            value={id}
            disabled={segment !== undefined}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <TextInput label={t('segments.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </Group>
        <JsonInput
          label={t('segments.editor')}
          value={text}
          onChange={setText}
          autosize
          minRows={8}
          maxRows={20}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
          error={wrong === undefined ? null : t('segments.wrong', { why: wrong })}
        />
        {trouble === null ? null : <Trouble error={trouble} />}
        {preview.data === undefined ? null : (
          <Text size="sm" data-preview>
            {t('segments.preview.answer', {
              members: format.count(preview.data.members),
              people: format.count(preview.data.people),
            })}
          </Text>
        )}
        {save.data === undefined ? null : (
          <Text size="sm" c="teal">
            {t('segments.saved', { n: save.data.version })}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {segment !== undefined && work ? (
            <Button
              variant="default"
              color="red"
              loading={retire.isPending}
              onClick={() => retire.mutate({ id: segment.id }, { onSuccess: () => void navigate('/segments') })}
            >
              {t('segments.retire')}
            </Button>
          ) : null}
          <Button
            variant="default"
            disabled={condition === undefined}
            loading={preview.isPending}
            onClick={() => preview.mutate({ body: { condition: condition ?? {} } })}
          >
            {t('segments.preview')}
          </Button>
          {work ? (
            <Button
              disabled={condition === undefined || id === '' || name === ''}
              loading={save.isPending}
              onClick={() =>
                save.mutate(
                  { body: { id, name, condition: condition ?? {} } },
                  { onSuccess: () => void navigate(`/segments?id=${id}`) },
                )
              }
            >
              {t('segments.save')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Panel>
  );
}
