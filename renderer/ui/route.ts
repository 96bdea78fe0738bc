import { useCallback, useSyncExternalStore } from 'react';

export const routes = ['inspect', 'recipes', 'train', 'records', 'settings'] as const;
export type Route = (typeof routes)[number];

/** The screen and what it was asked to show: `#/recipes/pcb-demo` is ['recipes', 'pcb-demo']. */
export function useRoute(): [route: Route, argument: string | null] {
  const hash = useSyncExternalStore(onHash, () => window.location.hash);
  return parseHash(hash);
}

export function useNavigate(): (route: Route, argument?: string) => void {
  return useCallback((route, argument) => {
    window.location.hash = argument === undefined ? `/${route}` : `/${route}/${encodeURIComponent(argument)}`;
  }, []);
}

export function parseHash(hash: string): [route: Route, argument: string | null] {
  const [name, argument] = hash.replace(/^#\/?/, '').split('/');
  const route = routes.find((known) => known === name) ?? 'inspect';
  return [route, argument ? decodeURIComponent(argument) : null];
}

function onHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
