// Sets the theme before the first paint: what the person chose, else what the system says.
(() => {
  const key = 'theme';
  const system = matchMedia('(prefers-color-scheme: dark)');

  function chosen() {
    try { return localStorage.getItem(key); } catch { return null; }
  }

  function remember(theme) {
    try {
      // Choosing what the system says is following the system again.
      if (theme === (system.matches ? 'dark' : 'light')) localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch { /* A browser that stores nothing still switches. */ }
  }

  function apply(theme) {
    document.documentElement.dataset.theme = theme;
    for (const sheet of document.querySelectorAll('[data-theme-sheet]'))
      sheet.media = sheet.dataset.themeSheet === theme ? 'all' : 'not all';
  }

  const current = () => chosen() ?? (system.matches ? 'dark' : 'light');

  apply(current());
  system.addEventListener('change', () => apply(current()));
  addEventListener('storage', event => { if (event.key === key) apply(current()); });
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-toggle]')) return;
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    remember(theme);
    apply(theme);
  });
})();
