import { useEffect } from 'react';

/** The window's name while this page stands. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} – Supervision`;
    return () => {
      document.title = 'Supervision';
    };
  }, [title]);
}
