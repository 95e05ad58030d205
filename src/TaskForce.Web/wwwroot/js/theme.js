// Runs before the first paint: the theme and the row height that this person chose on this device.
// Where nobody has chosen a theme, the system's is followed, also when it changes in the evening.
(() => {
  const root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window: the choice lasts as long as the page */ } };
  let theme = read('theme'), density = read('density');
  const apply = () => {
    const wantTheme = theme || (dark.matches ? 'dark' : 'light'), wantDensity = density || 'standard';
    if (root.dataset.theme !== wantTheme) root.dataset.theme = wantTheme;
    if (root.dataset.density !== wantDensity) root.dataset.density = wantDensity;
  };
  apply();
  dark.addEventListener('change', apply);
  window.taskForceLook = {
    apply,
    switchTheme() { theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; write('theme', theme); apply(); },
    setDensity(value) { density = value; write('density', value); apply(); },
    get density() { return root.dataset.density; },
    read, write
  };
})();
