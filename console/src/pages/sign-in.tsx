import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { endpoints } from '../api/contract.ts';
import { useWrite } from '../api/hooks.ts';
import { useSpeech } from '../words/language.tsx';

export function SignInPage() {
  const { t, language, setLanguage } = useSpeech();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useWrite(endpoints.signIn);
  const navigate = useNavigate();
  const client = useQueryClient();
  const from = (useLocation().state as { from?: string } | null)?.from ?? '/';
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    signIn.mutate(
      { body: { email, password } },
      {
        onSuccess: async (user) => {
          client.clear();
          client.setQueryData([endpoints.session.path, endpoints.session.path], user);
          await navigate(from, { replace: true });
        },
      },
    );
  };
  return (
    <Center mih="100vh" p="md">
      <Stack w={360} gap="lg">
        <Group gap={10}>
          <img src="/favicon.svg" alt="" width={36} height={36} />
          <div>
            <Title order={1}>Tallystick</Title>
            <Text size="sm" c="dimmed">
              {t('signIn.tagline')}
            </Text>
          </div>
        </Group>
        <Paper component="form" withBorder p="lg" onSubmit={submit} aria-label={t('signIn.title')}>
          <Stack gap="sm">
            <TextInput
              label={t('signIn.email')}
              type="email"
              name="email"
              autoComplete="username"
              size="sm"
              required
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('signIn.password')}
              name="password"
              autoComplete="current-password"
              size="sm"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {signIn.error === null ? null : (
              <Alert color="red" p="xs" role="alert">
                <Text size="sm">{signIn.error.message || t('error.offline')}</Text>
                <Text size="xs" c="dimmed">
                  {signIn.error.hint || t('error.offline.hint')} <span className="code">{signIn.error.code}</span>
                </Text>
              </Alert>
            )}
            <Button type="submit" size="sm" loading={signIn.isPending} fullWidth>
              {t('signIn.submit')}
            </Button>
          </Stack>
        </Paper>
        <Text size="xs" c="dimmed">
          {t('signIn.first')}
        </Text>
        <Button
          variant="subtle"
          size="compact-xs"
          w="fit-content"
          aria-label={t('shell.language.label')}
          onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}
        >
          {t('shell.language')}
        </Button>
      </Stack>
    </Center>
  );
}
