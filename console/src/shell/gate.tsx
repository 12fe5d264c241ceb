import { Center, Loader } from '@mantine/core';
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { Trouble } from '../parts/trouble.tsx';
import { Shell } from './shell.tsx';

/** Lets signed-in people through; everybody else signs in first and comes back to where they wanted to go. */
export function Gate() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending) {
    return (
      <Center h="100vh">
        <Loader size="sm" />
      </Center>
    );
  }
  if (session.error?.status === 401) return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />;
  if (session.data === undefined) return <Trouble error={session.error} onRetry={() => void session.refetch()} />;
  return <Shell />;
}
