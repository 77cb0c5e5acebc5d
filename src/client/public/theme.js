// The chosen theme, before the first paint. Nothing chosen means: as the system says.
try {
  const theme = localStorage.getItem('supervision.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme stays.
}
