// Keeps what is typed. A form with data-draft="form/record" is sent to /drafts within a second of the last key; without a line it waits in
// this browser under the account's id and is sent when the line is back. A saved form forgets its draft; a closed one keeps it.
// Only what was changed is kept, with what stood there before ("was:Name"): when it is brought back, what others wrote meanwhile is seen.
(() => {
  const account = document.querySelector('meta[name=account]')?.content;
  const token = () => document.querySelector('meta[name=request-token]')?.content || '';
  const prefix = id => `draft:${id}:`;

  // Signing out leaves nothing of what was typed behind in the browser.
  if (document.querySelector('[data-signed-out]')) {
    for (const key of Object.keys(localStorage)) if (key.startsWith('draft:')) localStorage.removeItem(key);
    sessionStorage.removeItem('draft-posted');
  }
  // Who had to sign in first did not get the form through.
  if (!account) return void sessionStorage.removeItem('draft-posted');

  const timers = new Map(), posted = new WeakMap(), restored = new WeakSet(), before = new WeakMap(), begun = new WeakMap();
  const was = 'was:';
  const local = {
    get: name => { try { return JSON.parse(localStorage.getItem(prefix(account) + name)); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(prefix(account) + name, JSON.stringify(value)); } catch { /* the browser's store is full: the server still gets it */ } },
    drop: name => localStorage.removeItem(prefix(account) + name),
    names: () => Object.keys(localStorage).filter(k => k.startsWith(prefix(account))).map(k => k.slice(prefix(account).length))
  };
  const send = (name, method, body) => fetch(`/drafts/${name}`, {
    method, body, cache: 'no-store', credentials: 'same-origin', redirect: 'manual',
    headers: body ? { 'Content-Type': 'application/json', RequestVerificationToken: token() } : { RequestVerificationToken: token() }
  });

  // Written as form/record or form:record.
  const nameOf = form => form.dataset.draft.replace(':', '/');
  const formOf = name => [...document.querySelectorAll('form[data-draft]')].find(f => nameOf(f) === name);
  const fieldsOf = form => [...form.querySelectorAll('input[name],textarea[name],select[name]')]
    .filter(f => (f.matches('[data-kept]') || !/^(password|hidden|file|submit|button)$/.test(f.type)) && !f.closest('[data-no-draft]'));
  // What a choice from a list is called: its field holds lines of value and words, a day's field the day.
  const wordsOf = (field, value) => field.matches('[data-kept]') ? value.split('\n').map(line => line.split('\t').at(-1)).filter(Boolean).join(', ') : value;
  const labelOf = field => (field.labels?.[0] ?? field.closest('.fld')?.querySelector('label,.lab'))?.textContent || field.name;
  const read = form => {
    const values = {};
    for (const f of fieldsOf(form)) {
      if (f.type === 'checkbox') values[`${f.name}=${f.value}`] = f.checked;
      else if (f.type === 'radio') { if (f.checked) values[f.name] = f.value; }
      else values[f.name] = f.value;
    }
    return values;
  };
  const same = (a, b) => (a ?? '') === (b ?? '') || !a && !b;
  // What differs from the form as it was opened.
  const changes = form => {
    const values = read(form), first = before.get(form) ?? {}, since = begun.get(form) ?? {}, kept = {};
    for (const name of Object.keys(values)) {
      if (same(values[name], first[name])) continue;
      kept[name] = values[name];
      kept[was + name] = since[name] ?? first[name] ?? '';
    }
    return kept;
  };
  // What somebody else has changed since a draft was begun, and both have their own words for.
  const disputes = (form, values) => fieldsOf(form).filter(f => !/^(checkbox|radio)$/.test(f.type) && values[f.name] !== undefined && values[was + f.name] !== undefined
    && !same(f.value, values[was + f.name]) && !same(f.value, values[f.name])).map(f => ({ field: f, theirs: f.value }));
  const put = (f, value) => {
    f.value = value;
    f.dispatchEvent(new Event('input', { bubbles: true }));
    f.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const write = (form, values) => {
    let changed = false;
    for (const f of fieldsOf(form)) {
      if (f.type === 'checkbox' || f.type === 'radio') {
        const wanted = f.type === 'checkbox' ? values[`${f.name}=${f.value}`] : values[f.name] === undefined ? undefined : values[f.name] === f.value;
        if (wanted !== undefined && f.checked !== wanted && (f.type === 'checkbox' || wanted)) { f.click(); changed = true; }
      } else if (values[f.name] !== undefined && values[f.name] !== f.value) {
        put(f, values[f.name]);
        changed = true;
      }
    }
    return changed;
  };

  // ---- Keeping
  const sending = new Map();
  async function keep(name) {
    timers.delete(name);
    const draft = local.get(name);
    if (!draft) return;
    const put = send(name, 'PUT', JSON.stringify(draft.fields));
    sending.set(name, put);
    try {
      const answer = await put;
      if (answer.ok && local.get(name)?.at === draft.at) { local.drop(name); document.dispatchEvent(new CustomEvent('draft-kept', { detail: name })); }
      if (answer.status === 413) say(name, 'This text is too long to be kept as a draft. Save it.');
    } catch { /* no line: it waits here */ } finally { if (sending.get(name) === put) sending.delete(name); }
  }
  const later = (name, wait) => { clearTimeout(timers.get(name)); timers.set(name, setTimeout(() => keep(name), wait)); };
  const typed = e => {
    const form = e.target.closest?.('form[data-draft]');
    if (!form || !e.isTrusted && !restored.has(form) || e.target.type === 'password') return;
    take(form);
  };
  const take = form => {
    const name = nameOf(form), fields = changes(form);
    if (!Object.keys(fields).length) return void forget(name); // as it was: nothing is unsaved
    local.set(name, { at: Date.now(), fields });
    later(name, 600);
  };
  document.addEventListener('input', typed);
  document.addEventListener('change', typed);
  // A choice from a list is written into its field by the server, after a key or a click here.
  const touched = new WeakSet();
  for (const kind of ['keydown', 'click'])
    document.addEventListener(kind, e => { const form = e.target.closest?.('form[data-draft]'); if (form && e.isTrusted) touched.add(form); }, true);
  new MutationObserver(seen => {
    for (const form of new Set(seen.filter(s => s.target.matches('[data-kept]')).map(s => s.target.closest('form[data-draft]'))))
      if (form && touched.has(form) && before.has(form)) take(form);
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['value'] });
  const flush = () => local.names().forEach(name => { if (!timers.has(name)) keep(name); });
  window.addEventListener('online', flush);
  setInterval(flush, 5000);
  flush();

  // ---- Forgetting: a form that was submitted and is gone was saved; one that is still there was not.
  const leaving = new Map();
  function forget(name) {
    clearTimeout(timers.get(name)); timers.delete(name);
    local.drop(name);
    // What is still on its way there arrives first; it would stay otherwise.
    const gone = Promise.resolve(sending.get(name)).catch(() => { /* it never arrived */ }).then(() => send(name, 'DELETE')).catch(() => { /* no line: it comes back once more, and can be discarded */ }).finally(() => leaving.delete(name));
    leaving.set(name, gone);
    return gone;
  }
  // A form that comes back with a refusal or with its text was not saved; one that comes back empty was.
  const failed = () => document.querySelector('[data-failed]');
  // A form that goes away with its refusal, or because the page failed, was not saved either.
  const wasRefused = form => failed() || form.querySelector('[aria-invalid=true],[role=alert]');
  // What was posted a while ago and never answered (no line, another page since) does not count as saved.
  const postedName = () => {
    const [at, name] = (sessionStorage.getItem('draft-posted') ?? '').split(' ');
    return name && Date.now() - at < 60000 ? name : null;
  };
  const isUnsaved = form => form.querySelector('[aria-invalid=true],[role=alert],.summary')
    || fieldsOf(form).some(f => (f.tagName === 'TEXTAREA' || f.type === 'text') && f.value.trim());
  document.addEventListener('submit', e => {
    const form = e.target.closest('form[data-draft]');
    if (!form) return;
    posted.set(form, nameOf(form)); // by the name it had then: a dialog that closes may have lost its record
    if (form.method === 'post') sessionStorage.setItem('draft-posted', `${Date.now()} ${nameOf(form)}`);
  });

  // ---- Bringing back
  const say = (name, text, act) => {
    const form = formOf(name);
    if (!form) return;
    form.querySelector('.draft-note')?.remove();
    const note = document.createElement('p');
    note.className = 'draft-note small muted'; note.setAttribute('role', 'status'); note.textContent = text + ' ';
    if (act) {
      const button = document.createElement('button');
      button.type = 'button'; button.className = 'btn t sm'; button.textContent = 'Discard it'; button.addEventListener('click', act);
      note.append(button);
    }
    form.prepend(note);
  };
  async function bringBack(form) {
    const name = nameOf(form);
    if (restored.has(form)) return;
    restored.add(form);
    before.set(form, read(form));
    if (postedName() === name) { sessionStorage.removeItem('draft-posted'); return; }
    await leaving.get(name);
    let draft = local.get(name);
    try {
      const answer = await send(name, 'GET');
      if (answer.status === 200) {
        const kept = await answer.json();
        if (!draft || new Date(kept.at).getTime() > draft.at) draft = { at: new Date(kept.at).getTime(), fields: kept.fields };
      }
    } catch { /* no line: what waits here is the newest */ }
    if (!draft || !form.isConnected) return;
    begun.set(form, Object.fromEntries(Object.entries(draft.fields).filter(([k]) => k.startsWith(was)).map(([k, v]) => [k.slice(was.length), v])));
    const disputed = disputes(form, draft.fields), here = new Set(fieldsOf(form).map(f => f.name));
    awaited.set(form, Object.fromEntries(Object.entries(draft.fields).filter(([k]) => !k.startsWith(was) && !here.has(k.split('=')[0]))));
    if (!write(form, draft.fields)) return;
    const when = new Date(draft.at).toLocaleString([], { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    say(name, `What you typed on ${when} is back. It is not saved yet.`, async () => { await forget(name); location.reload(); });
    disputed.forEach(d => dispute(form, d));
  }
  // A field that opens only after another was brought back ("Pick date") gets its value when it is there.
  const awaited = new WeakMap();
  function bringLater(form) {
    const waiting = awaited.get(form) ?? {}, here = fieldsOf(form).filter(f => waiting[f.name] !== undefined);
    if (!here.length) return;
    const values = Object.fromEntries(here.map(f => [f.name, waiting[f.name]]));
    here.forEach(f => delete waiting[f.name]);
    write(form, values);
  }
  // Both versions: one's own in the field, theirs beside it with a way to take it.
  function dispute(form, { field, theirs }) {
    const note = form.querySelector('.draft-note'), line = document.createElement('span'), button = document.createElement('button');
    const label = labelOf(field).trim();
    line.className = 'draft-dispute';
    line.textContent = `Somebody has changed “${label}” meanwhile. It is now: “${wordsOf(field, theirs) || 'empty'}”. `;
    button.type = 'button'; button.className = 'btn t sm'; button.textContent = 'Take theirs';
    button.addEventListener('click', () => { put(field, theirs); line.remove(); field.focus(); });
    line.append(button);
    note?.append(line);
  }
  const look = node => { if (node.nodeType !== 1) return; if (node.matches('form[data-draft]')) bringBack(node); node.querySelectorAll('form[data-draft]').forEach(bringBack); };
  new MutationObserver(changes => {
    for (const change of changes) {
      change.addedNodes.forEach(look);
      const form = change.addedNodes.length && change.target.nodeType === 1 && change.target.closest('form[data-draft]');
      if (form) bringLater(form);
      for (const node of change.removedNodes) {
        if (node.nodeType !== 1) continue;
        const gone = node.matches('form[data-draft]') ? [node] : [...node.querySelectorAll('form[data-draft]')];
        for (const form of gone) if (posted.has(form) && !form.isConnected && !formOf(posted.get(form)) && !wasRefused(form)) forget(posted.get(form));
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // A static form that was posted and did not come back was saved, unless the answer is a failure.
  const settled = () => {
    const name = failed() ? null : postedName();
    if (!name) sessionStorage.removeItem('draft-posted');
    if (name && !(formOf(name) && isUnsaved(formOf(name)))) { sessionStorage.removeItem('draft-posted'); forget(name); }
    look(document.documentElement);
  };
  settled();
  window.Blazor?.addEventListener?.('enhancedload', settled);
})();
