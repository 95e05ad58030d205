// Watches how long the session lasts, warns two minutes before its end and can put the end off. Other windows and live pages put it off
// too, so the server is asked before anything is said. Also copies one-time links.
(() => {
  const meta = document.querySelector('meta[name=session]'), dialog = document.getElementById('session-end');
  const warning = 120, longest = 300;
  let timer = 0;

  const leave = why => { location.href = `/signed-out?why=${why || ''}&returnUrl=${encodeURIComponent(location.pathname + location.search)}`; };
  const later = seconds => { clearTimeout(timer); timer = setTimeout(look, Math.max(1, seconds) * 1000); };
  const words = seconds => seconds > 90 ? 'in 2 minutes' : seconds > 45 ? 'in a minute' : 'in a few seconds';

  async function look(method) {
    let answer;
    try { answer = await fetch(meta.content, { method: method === 'POST' ? 'POST' : 'GET', cache: 'no-store', redirect: 'manual' }); }
    catch { return later(30); } // no line: the strip says so
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return leave(answer.headers.get('Session-End'));
    if (!answer.ok) return later(60);
    const { left, final } = await answer.json();
    if (left <= 0) return leave(final ? 'long' : 'idle');
    if (left > warning) {
      if (dialog.open) dialog.close();
      return later(Math.min(left - warning, longest));
    }
    dialog.querySelector('[data-session-say]').textContent = final
      ? `Twelve hours have passed since you signed in. You sign in again ${words(left)}.`
      : `Nothing was done here for a while, so you will be signed out ${words(left)}.`;
    dialog.querySelector('[data-session-stay]').hidden = final;
    if (!dialog.open) dialog.showModal();
    later(Math.min(left, 15));
  }

  if (meta && dialog) {
    dialog.querySelector('[data-session-stay]').addEventListener('click', () => { dialog.close(); look('POST'); });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) later(1); });
    look();
  }

  document.addEventListener('click', async e => {
    const button = e.target.closest?.('[data-copy]');
    const field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand('copy'); }
    const said = button.closest('dialog')?.querySelector('[data-copied]');
    if (said) said.textContent = 'Copied.';
  });
})();
