export type Theme = 'system' | 'light' | 'dark';

const key = 'supervision.theme';

let chosen: Theme = read();
const listeners = new Set<() => void>();

function read(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

export function chooseTheme(theme: Theme) {
  chosen = theme;
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // No storage: the choice holds for this page.
  }
  for (const listener of listeners) listener();
}

export const themeStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  getSnapshot: () => chosen,
};
