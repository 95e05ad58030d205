// Starts the live connection and keeps it. A lost line shows one strip, not a veil: reading goes on, what is typed while the line is
// down is sent again when it is back, and a press that cannot be sent is said to be lost. Works without inline script or style.
(() => {
  const strip = document.getElementById('conn-strip');
  let down = false, busy = false, timer = 0, attempt = 0, opened = false;
  const changed = new Map();
  // data-circuit on the document says how the line is: nothing on a static page, else "up" or "down".
  let line = '';
  const mark = state => { line = state; if (line) document.documentElement.dataset.circuit = line; else delete document.documentElement.dataset.circuit; };

  const say = (text, kind) => {
    if (!strip) return;
    strip.hidden = !text;
    strip.className = 'strip ' + (kind || 'warn');
    strip.textContent = text || '';
    // Above an open dialog and its veil.
    if (strip.popover && strip.matches(':popover-open') !== Boolean(text)) strip.togglePopover();
  };
  const offer = (text, label, act) => {
    say(text, 'bad');
    const button = document.createElement('button');
    button.type = 'button'; button.className = 'btn sm'; button.textContent = label; button.dataset.offlineOk = '';
    button.addEventListener('click', act);
    strip.append(' ', button);
  };
  const reload = () => { say('Loading the page again'); location.reload(); };

  async function reconnect() {
    if (!down || busy) return;
    clearTimeout(timer); // one try at a time, also when a window that comes back asks
    busy = true; attempt++;
    try {
      if (!await Blazor.reconnect()) return reload(); // the server no longer knows this page: it was restarted, or too long away
    } catch {
      // No answer, or no longer signed in: a cheap address tells which.
      try {
        const answer = await fetch('_blazor/initializers', { cache: 'no-store', redirect: 'manual' });
        if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return reload();
      } catch { /* still no line */ }
    } finally { busy = false; }
    if (down) timer = setTimeout(reconnect, Math.min(300 * attempt, 5000));
  }

  const keep = e => { if (down) changed.set(e.target, e.type === 'change' || changed.get(e.target) === 'change' ? 'change' : 'input'); };
  document.addEventListener('input', keep, true);
  document.addEventListener('change', keep, true);
  document.addEventListener('click', e => {
    if (!down || !e.target.closest('button,a,[role=button],[role=option]') || e.target.closest('[data-offline-ok],dialog [data-close-dialog]')) return;
    if (e.target.closest('input,select,textarea,label')) return;
    e.preventDefault(); e.stopImmediatePropagation();
    say('Not connected: that press was not sent. What you typed is kept on this page.');
  }, true);
  document.addEventListener('submit', e => { if (down) { e.preventDefault(); e.stopImmediatePropagation(); } }, true);
  window.addEventListener('error', e => { if (/No interop methods are registered/.test(e.message)) e.preventDefault(); });

  const replay = () => {
    for (const [field, type] of changed) {
      if (!field.isConnected) continue;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      if (type === 'change') field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    changed.clear();
    // A dialog that was closed meanwhile is still open for the server.
    document.querySelectorAll('dialog[data-modal]:not([open])').forEach(d => d.dispatchEvent(new Event('close')));
  };

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown() {
          if (down) return;
          down = true; attempt = 0; mark('down');
          say('Reconnecting. You can read on; what you type is kept and will be sent.');
          reconnect();
        },
        onConnectionUp() { down = false; mark('up'); clearTimeout(timer); say(''); queueMicrotask(replay); }
      },
      circuitHandlers: [{ onCircuitOpened() { opened = true; mark('up'); say(''); }, onCircuitClosed() { mark(''); } }],
      // A dead line is noticed after 15 seconds instead of 30.
      configureSignalR: b => b.withServerTimeout(15000).withKeepAliveInterval(5000)
    }
  });
  window.addEventListener('online', reconnect);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) reconnect(); });

  // The server may refuse a connection without a word (too many windows, no longer signed in): say so instead of a blank page.
  const watch = () => {
    opened = false;
    if (document.getElementById('boot')) setTimeout(() => {
      const boot = document.getElementById('boot');
      if (boot && !opened && getComputedStyle(boot).display !== 'none') offer('The page did not start. Too many windows may be open, or your session has ended.', 'Try again', reload);
    }, 8000);
  };
  watch();
  // Moving between static pages puts the served attributes of the document back.
  Blazor.addEventListener('enhancedload', () => {
    taskForceLook.apply();
    mark(line);
    document.dispatchEvent(new Event('pageopened'));
    if (document.getElementById('boot') && !document.querySelector('.body')) watch();
  });
})();
