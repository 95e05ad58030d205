// What the shell does by itself, with or without a live connection: dialogs, menus, lists, keys, theme, row height.
// It only reads and sets what the markup declares with data- attributes; no component calls it.
(() => {
  const look = window.taskForceLook, $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const typing = e => e && (e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !/^(checkbox|radio|button|submit)$/.test(e.type));
  const press = el => { if (el) el.click(); return !!el; };

  // ---- Dialogs: a dialog[data-modal] opens when it appears; the focus goes back to whoever opened it when it goes away.
  const openers = new WeakMap();
  let lastFocus = null;
  document.addEventListener('focusin', e => { if (!e.target.closest('dialog')) lastFocus = e.target; });
  document.addEventListener('pointerdown', e => { const t = e.target.closest('a,button,input,[tabindex]'); if (t && !t.closest('dialog')) lastFocus = t; }, true);
  const open = dialog => {
    if (dialog.open || !dialog.showModal) return;
    openers.set(dialog, lastFocus || document.activeElement);
    dialog.showModal();
    ($('[autofocus]', dialog) || $('.in input:not([tabindex="-1"]),.in select,.in textarea,.in button', dialog) || dialog).focus();
  };
  const giveBack = dialog => {
    const to = openers.get(dialog);
    openers.delete(dialog);
    const nowhere = () => document.activeElement === document.body || !document.activeElement;
    if (to && to.isConnected && nowhere()) to.focus();
    // What opened the dialog may go with what the dialog changed: then the page's heading has the focus, as on a page that opens.
    setTimeout(() => {
      const heading = $('main h1');
      if (!heading || !nowhere()) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }, 700);
  };
  new MutationObserver(changes => {
    for (const change of changes) {
      for (const node of change.removedNodes) if (node.nodeType === 1) { if (node.matches('dialog')) giveBack(node); else $$('dialog', node).forEach(giveBack); }
      for (const node of change.addedNodes) if (node.nodeType === 1) settle(node);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  // A page that opens is read from its heading. The heading takes the focus in the moment in which it appears: later, on a slow line, it would take it out of
  // the hands of somebody who has begun to type. A page that is a form begins in its first field instead, before or after that field is there.
  const firstField = 'main [autofocus]:not(dialog *)', begun = new WeakSet();
  let headed = '';
  const head = heading => {
    if (headed === location.pathname) return;
    headed = location.pathname;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const begin = field => {
    if (!field || begun.has(field) || document.activeElement?.tagName !== 'H1') return;
    begun.add(field);
    field.focus();
  };
  document.addEventListener('focusin', e => { if (e.target.tagName === 'H1') begin($(firstField)); });
  // Between static pages the heading stays and changes its words.
  document.addEventListener('pageopened', () => { const heading = $('main h1'); if (heading) head(heading); });
  const settle = node => {
    const each = (s, act) => { if (node.matches(s)) act(node); $$(s, node).forEach(act); };
    each('main h1', head);
    each('dialog[data-modal]', open);
    each('[data-focus-me]', el => el.focus());
    each(firstField, begin);
    // A menu that its row's button asked for: it has taken that button's place, and the focus goes on from there.
    each('[data-menu][data-opens]', menu => { $(`[popovertarget="${menu.id}"]`)?.focus(); menu.showPopover?.(); });
    each('input[type=checkbox][data-mixed]', mixed);
    each('[data-density-set]', marks);
    each('[role=listbox]', list => activate(list, 0));
    if (node.matches('[role=option]')) activate(node.closest('[role=listbox]'), 0);
  };
  document.addEventListener('close', e => giveBack(e.target), true);

  // ---- Checkbox of a head: neither all nor none.
  const mixed = box => { box.indeterminate = box.dataset.mixed === 'true'; };
  new MutationObserver(changes => changes.forEach(c => { if (c.target.type === 'checkbox') mixed(c.target); }))
    .observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['data-mixed'] });

  // ---- Menus: place below the button, arrows, Home, End.
  document.addEventListener('toggle', e => {
    const menu = e.target;
    if (!menu.matches?.('[data-menu]')) return;
    const button = $(`[popovertarget="${menu.id}"]`);
    button?.setAttribute('aria-expanded', e.newState === 'open');
    if (e.newState !== 'open' || !button) return;
    const at = button.getBoundingClientRect(), own = menu.getBoundingClientRect();
    const below = at.bottom + 4 + own.height < innerHeight;
    menu.style.setProperty('top', `${Math.max(8, below ? at.bottom + 4 : at.top - own.height - 4)}px`);
    const left = at.left < innerWidth / 2 ? at.left : at.right - own.width; // opens towards the middle of the window
    menu.style.setProperty('left', `${Math.max(8, Math.min(left, innerWidth - own.width - 8))}px`);
    $('[role=menuitem]', menu)?.focus();
  }, true);
  document.addEventListener('click', e => { const item = e.target.closest?.('[data-menu] [role=menuitem]'); if (item) item.closest('[data-menu]').hidePopover?.(); });
  const menuKeys = (e, menu) => {
    const items = $$('[role=menuitem]:not([disabled])', menu), at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[e.key];
    if (to === undefined) { if (e.key === 'Tab') menu.hidePopover(); return; }
    e.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  };

  // ---- Lists under a text field (combobox, palette): arrows move, Enter takes.
  const activate = (list, at) => {
    if (!list) return;
    const options = $$('[role=option]', list), field = $(`[aria-controls="${list.id}"]`);
    options.forEach((o, i) => o.setAttribute('aria-selected', i === at));
    const on = options[at];
    if (field) { if (on) field.setAttribute('aria-activedescendant', on.id); else field.removeAttribute('aria-activedescendant'); }
    on?.scrollIntoView({ block: 'nearest' });
  };
  const listKeys = (e, field) => {
    const controlled = document.getElementById(field.getAttribute('aria-controls')), list = controlled?.hidden ? null : controlled;
    const options = list ? $$('[role=option]', list) : [], at = options.findIndex(o => o.getAttribute('aria-selected') === 'true');
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      if (!options.length) return;
      e.preventDefault();
      activate(list, (at + (e.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length);
    } else if (e.key === 'Enter' && !e.ctrlKey && list) {
      e.preventDefault();
      e.stopPropagation();
      // Enter may come before the answer to the last letters: it waits for it and takes its first.
      if (list.dataset.for !== undefined && list.dataset.for !== field.value) awaited = list;
      else if (at >= 0) options[at].click();
    } else awaited = null;
  };
  let awaited = null;
  new MutationObserver(changes => {
    for (const { target: list } of changes) {
      // Another answer or a closed list: what was pointed at may be gone, and a name without its element is none.
      if (list.matches('[role=listbox]')) activate(list, list.hidden ? -1 : 0);
      if (list !== awaited || list.dataset.for !== $(`[aria-controls="${list.id}"]`)?.value) continue;
      awaited = null;
      $('[role=option]', list)?.click();
    }
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['data-for', 'hidden'] });

  // ---- Palette and key sheet.
  const openPalette = () => {
    const palette = $('#palette');
    if (!palette) return false;
    if (!palette.open) { openers.set(palette, lastFocus); palette.showModal(); }
    const field = $('input', palette);
    field.focus(); field.select();
    return true;
  };
  const openKeys = () => {
    const sheet = $('#keys');
    if (!sheet || sheet.open) return;
    openers.set(sheet, lastFocus);
    const single = $('[data-single-keys]', sheet);
    if (single) single.checked = singleKeys();
    sheet.showModal();
  };
  const singleKeys = () => look.read('single-keys') !== 'off';

  document.addEventListener('click', e => {
    const t = e.target;
    if (!t.closest) return;
    if (t.closest('[data-theme-switch]')) look.switchTheme();
    const density = t.closest('[data-density-set]');
    if (density) { look.setDensity(density.dataset.densitySet); $$('[data-density-set]').forEach(marks); }
    if (t.closest('[data-keys-open]')) openKeys();
    if (t.closest('[data-close-dialog]')) t.closest('dialog')?.close();
    if (t.closest('[data-reload]')) { e.preventDefault(); location.reload(); }
    if (t.closest('[data-print]')) print();
    if (t.closest('#palette a[role=option]')) $('#palette').close();
    if (t.matches('dialog') && t.id === 'palette') t.close();
    const link = t.closest('[data-focus-link]');
    if (link) { const field = document.getElementById(link.getAttribute('href').slice(1)); if (field) { e.preventDefault(); e.stopPropagation(); field.focus(); field.scrollIntoView({ block: 'center' }); } }
    const places = t.closest('.more-places a');
    if (places) places.closest('[popover]').hidePopover();
  });
  // A link that opens the palette is a link to the search page where there is no palette.
  document.addEventListener('click', e => { if (e.target.closest?.('[data-palette-open]') && !e.ctrlKey && !e.metaKey && openPalette()) { e.preventDefault(); e.stopImmediatePropagation(); } }, true);
  document.addEventListener('change', e => { if (e.target.matches('[data-single-keys]')) look.write('single-keys', e.target.checked ? 'on' : 'off'); });
  const marks = b => b.setAttribute('aria-pressed', b.dataset.densitySet === look.density);
  $$('[data-density-set]').forEach(marks);

  // ---- A field that saves itself hands its value over after a pause in typing, not at every stroke.
  const pauses = new WeakMap();
  document.addEventListener('input', e => {
    const field = e.target;
    if (!field.matches?.('[data-autosave]')) return;
    clearTimeout(pauses.get(field));
    pauses.set(field, setTimeout(() => field.dispatchEvent(new Event('change', { bubbles: true })), 1200));
  });

  // ---- A double click sends a form once: the answer that takes the form away may still be on its way.
  const sent = new WeakMap();
  document.addEventListener('submit', e => {
    if (Date.now() - (sent.get(e.target) ?? 0) < 800) { e.preventDefault(); e.stopImmediatePropagation(); return; }
    sent.set(e.target, Date.now());
  }, true);
  for (const kind of ['input', 'change']) document.addEventListener(kind, e => { const form = e.target.closest?.('form'); if (form) sent.delete(form); }, true);

  // ---- Keys.
  let goUntil = 0;
  const rows = () => $$('table[data-rows] tbody tr[tabindex]');
  document.addEventListener('keydown', e => {
    if (e.isComposing) return;
    const t = e.target, key = e.key.length === 1 ? e.key.toLowerCase() : e.key, command = e.ctrlKey || e.metaKey;
    if (command && key === 'k') { e.preventDefault(); if (!openPalette()) press($('[data-palette-open]')); return; }
    if (command && e.key === 'Enter') {
      const scope = $$('dialog[open]').pop() || t.closest('form') || document, form = t.closest('form') || $('form:has([type=submit])', scope);
      const button = form && ($('[type=submit].p', form) || $('[type=submit]', form)) || $('[data-save]', scope);
      // Leaving the field hands its value over before the save.
      if (button && !button.disabled) { e.preventDefault(); t.blur?.(); t.focus?.(); button.click(); }
      return;
    }
    if (command && key === 'z' && !e.shiftKey && !typing(t)) { const undo = $$('[data-undo]').pop(); if (undo) { e.preventDefault(); undo.click(); } return; }
    const menu = t.closest?.('[data-menu]');
    if (menu) return menuKeys(e, menu);
    if (t.matches?.('[role=combobox]')) return listKeys(e, t);
    if (command || e.altKey || typing(t) || !singleKeys() || $('dialog[open]')) return;
    if (Date.now() < goUntil) { goUntil = 0; if (press($(`[data-go="${key.toUpperCase()}"]`))) e.preventDefault(); return; }
    switch (key) {
      case 'g': goUntil = Date.now() + 1500; break;
      case 'l': if (press($('[data-log]'))) e.preventDefault(); break;
      case '/': { const filter = $('[data-filter],main input[type=search]'); if (filter) { e.preventDefault(); filter.focus(); filter.select?.(); } break; }
      case '?': e.preventDefault(); openKeys(); break;
      case 'j': case 'k': case 'ArrowDown': case 'ArrowUp': {
        const all = rows(), here = all.indexOf(t.closest?.('tr'));
        if (!all.length || here < 0 && key.startsWith('Arrow')) return;
        e.preventDefault();
        const next = all[Math.max(0, Math.min(all.length - 1, here + (key === 'j' || key === 'ArrowDown' ? 1 : -1)))];
        next.focus(); next.scrollIntoView({ block: 'nearest' });
        break;
      }
      case 'x': press($('.cb', t.closest?.('table[data-rows] tr') ?? document.createElement('i'))); break;
      case 'Enter': if (t.matches?.('table[data-rows] tbody tr')) press($('a', t)); break;
    }
  });
  settle(document.documentElement);
})();
