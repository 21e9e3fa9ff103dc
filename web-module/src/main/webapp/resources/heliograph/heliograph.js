// What the pages do in the browser alone. Listens on the document, so that it also serves what arrives later.
const Heliograph = (() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const language = () => document.documentElement.lang || 'en';
  const number = value => new Intl.NumberFormat(language(), { useGrouping: 'always' }).format(value);
  const plain = text => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

  // ---- Frame ----------------------------------------------------------------------------------------------------

  const narrow = matchMedia('(max-width: 900px)');
  const menu = () => document.getElementById('sideMenu');

  function toggleMenu() {
    const collapsed = menu().classList.toggle('menu-collapsed');
    menu().querySelector('.menu-toggle').setAttribute('aria-expanded', String(!collapsed));
    window.heliographSaveMenu?.();
  }

  function openMenu(open) {
    document.body.classList.toggle('menu-shown', open);
    const button = document.querySelector('.menu-open');
    button?.setAttribute('aria-expanded', String(open));
    if (open) menu().querySelector('a').focus();
    else if (menu()?.contains(document.activeElement)) button.focus();
  }

  function theme(name) {
    document.documentElement.dataset.theme = name;
    for (const [id, own] of [['themeLight', 'light'], ['themeDark', 'dark']]) {
      document.getElementById(id).media =
        name === 'system' ? `(prefers-color-scheme: ${own})` : name === own ? 'all' : 'not all';
    }
  }

  // ---- Busy: shown only when an answer takes longer than a blink -------------------------------------------------

  let running = 0;
  let timer;
  function busy(change) {
    running = Math.max(0, running + change);
    clearTimeout(timer);
    if (running) timer = setTimeout(() => document.body.classList.add('busy'), 120);
    else document.body.classList.remove('busy');
  }

  // ---- Grid -----------------------------------------------------------------------------------------------------

  /** Groups digits in the footer and says how many pages there are, which PrimeFaces leaves raw. */
  function footer(paginator) {
    const { cfg } = paginator;
    const first = cfg.rowCount === 0 ? 0 : cfg.page * cfg.rows + 1;
    const last = Math.min(cfg.rowCount, (cfg.page + 1) * cfg.rows);
    paginator.currentReport.text(cfg.currentPageTemplate
      .replace('{startRecord}', number(first)).replace('{endRecord}', number(last))
      .replace('{totalRecords}', number(cfg.rowCount)));
    for (const root of paginator.jq.get()) {
      for (const pages of $$('.page-of', root)) {
        pages.textContent = pages.dataset.template.replace('{0}', number(Math.ceil(cfg.rowCount / cfg.rows) || 1));
      }
    }
  }

  function patchPaginator() {
    const widget = window.PrimeFaces?.widget?.Paginator?.prototype;
    if (!widget || widget.heliograph) return;
    widget.heliograph = true;
    for (const method of ['updateUI', 'init']) {
      const original = widget[method];
      widget[method] = function (...values) {
        const result = original.apply(this, values);
        footer(this);
        return result;
      };
    }
    for (const one of Object.values(PrimeFaces.widgets)) if (one.paginator) footer(one.paginator);
  }

  /** A click on a row opens it, unless the click meant something in the row. */
  function openRow(event) {
    const row = event.target.closest('.data-grid .ui-datatable-data > tr');
    if (!row || event.target.closest('a, button, input, label, .ui-chkbox, .ui-row-toggler, .row-actions') || getSelection().toString()) return;
    row.querySelector('.row-open, .ui-row-toggler')?.click();
  }

  const rowsOf = table => $$('.ui-datatable-data > tr[data-rk]:not(.ui-expanded-row-content)', table);
  const unfoldedOf = row => row.nextElementSibling?.matches('.ui-expanded-row-content') ? row.nextElementSibling : null;
  const buttonsOf = cell => $$('a, button', cell).map(button => button.id + button.title).join();

  function patchRow(row, fresh) {
    [...row.cells].forEach((cell, i) => {
      const now = fresh.cells[i];
      if (cell.matches('.row-toggle')) return;
      if (cell.matches('.row-actions') ? buttonsOf(cell) === buttonsOf(now) : cell.innerHTML === now.innerHTML) return;
      jQuery(cell).html(now.innerHTML);
      cell.removeAttribute('title');
    });
  }

  /** Takes over only the cells that have changed: pointer, focus, scroll and unfolded rows stay as they are. */
  function patchTable(table, html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(table.id);
    if (!fresh) return false;
    const [before, after] = [rowsOf(table), rowsOf(fresh)];
    const same = before.length > 0 && before.length === after.length
      && before.every((row, i) => row.dataset.rk === after[i].dataset.rk && row.cells.length === after[i].cells.length);
    if (!same) return false;
    before.forEach((row, i) => {
      patchRow(row, after[i]);
      const [unfolded, now] = [unfoldedOf(row), unfoldedOf(after[i])];
      if (unfolded && now) patchRow(unfolded, now);
    });
    return true;
  }

  let patching = false;
  /** The answer of a poll is woven into the table instead of replacing it; nobody's click waits for a poll. */
  function poll(on) {
    if (on && (document.hidden || PrimeFaces.ajax.Queue.requests.length > 1)) return false;
    patching = on;
    return true;
  }

  function patchUpdates() {
    const utils = PrimeFaces.ajax.Utils;
    const original = utils.updateElement;
    utils.updateElement = function (id, html, xhr) {
      const target = patching ? document.getElementById(id) : null;
      if (!target?.matches('.data-grid') || !patchTable(target, html)) original.call(this, id, html, xhr);
    };
  }

  /** The whole text of a cell that is cut off. */
  function fullText(event) {
    const cell = event.target.closest?.('.data-grid .ui-datatable-data > tr > td');
    if (!cell || cell.title || cell.classList.contains('row-actions') || cell.querySelector('[title]')) return;
    if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent.trim();
  }

  /** Hides the entries of a list whose name does not contain what is typed. */
  function searchList(input) {
    const wanted = plain(input.value.trim());
    const list = input.closest('.picker').querySelector('.picker-list');
    let found = 0;
    for (const entry of $$('[data-entry], .ui-g', list)) {
      const hit = plain(entry.textContent).includes(wanted);
      entry.hidden = !hit;
      if (hit) found++;
    }
    list.classList.toggle('picker-none', found === 0);
  }

  /** Apply is offered once there is something to apply. */
  function checkFilter(form) {
    const operator = form.querySelector('.filter-operator input:checked')?.value;
    form.dataset.operator = operator || '';
    const filled = name => $$(`.filter-${name} input, .filter-${name} select`, form).some(input => input.value !== '');
    const ready = operator === 'VALUE' ? filled('value') : operator === 'RANGE' ? filled('range') : Boolean(operator);
    const apply = form.querySelector('.filter-apply');
    if (apply) {
      apply.disabled = !ready;
      apply.classList.toggle('ui-state-disabled', !ready);
    }
  }

  function showFilter(id) {
    const panel = PF('filterPanel');
    if (panel.isVisible()) focusIn('.filter-panel');
    else panel.show(jQuery(document.getElementById(id)));
  }

  function focusIn(selector) {
    refresh();
    const target = document.querySelector(selector);
    (target?.querySelector('input:not([type=hidden]):not([type=radio]):not([tabindex="-1"]):not(:disabled), select:not([tabindex="-1"]), [role=combobox]')
      || target?.querySelector('button, a'))?.focus({ preventScroll: true });
  }

  // ---- Forms ----------------------------------------------------------------------------------------------------

  function count(input) {
    const counter = input.closest('.field')?.querySelector('.field-counter');
    if (!counter) return;
    const limit = Number(input.getAttribute('maxlength') || counter.dataset.limit);
    counter.textContent = `${number([...input.value].length)} / ${number(limit)}`;
    counter.classList.toggle('field-counter-full', input.value.length >= limit);
  }

  /** PrimeFaces notes what was chosen only once a list has faded in, and would fail at a choice that is quicker. */
  function patchLists() {
    const widget = window.PrimeFaces?.widget?.SelectOneMenu?.prototype;
    if (!widget) return;
    const original = widget._show;
    widget._show = function () {
      this.preShowValue = this.options.filter(':selected');
      original.call(this);
    };
  }

  /** Chooses the browser's time zone where none is chosen. */
  function chooseZone() {
    for (const list of $$('.browser-zone')) {
      const { value, options } = list.querySelector('select');
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      if (!value && [...options].some(option => option.value === zone)) PrimeFaces.getWidgetById(list.id).selectValue(zone);
    }
  }

  /** What is being corrected is no longer called wrong. */
  function forgive(input) {
    input.classList.remove('ui-state-error');
    input.removeAttribute('aria-invalid');
    input.closest('.field')?.querySelector('.ui-message')?.replaceChildren();
  }

  /** After a refused save the first field in error has the focus. */
  function focusError(root, otherwise) {
    const wrong = root.querySelector('.ui-state-error:not(label)');
    if (!wrong) {
      if (otherwise) document.getElementById(otherwise)?.focus();
      return;
    }
    const target = wrong.matches('input, textarea, select, [tabindex]') ? wrong : wrong.querySelector('input, textarea, [tabindex]');
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }

  /** Ends a side panel's request: closes it when the save was done, stays and shows the error when not. */
  function saved(name, args) {
    const panel = PF(name);
    if (args && !args.validationFailed) panel.hide();
    else focusError(panel.jq.get(0));
  }

  /** After a refused launch or save: the first field in error has the focus, and a toast says why if only the field does. */
  function refused(form, args) {
    if (!args?.validationFailed) return;
    const root = document.getElementById(form);
    const reason = root.querySelector('.ui-message-error-detail');
    focusError(root);
    if (!reason) return;
    if (!root.contains(document.activeElement)) reason.scrollIntoView({ block: 'center' });
    PF('messages').show([{ summary: reason.textContent, severity: 'error' }]);
  }

  /** Before a launch: asks back, or points at what was refused. */
  function review(form, args) {
    if (args?.validationFailed) refused(form, args);
    else PF('launching').show();
  }

  /** After a test: what became of it stays in sight, or what was refused is pointed at. */
  function tested(args) {
    if (args?.validationFailed) refused('step', args);
    // PrimeFaces gives the button its focus back first, which scrolls no further than to the button.
    else setTimeout(() => document.getElementById('testBox').scrollIntoView({ block: 'end' }), 60);
  }

  /** Opens the constructor with the focus in what is to be written. */
  function construct() {
    PF('constructor').show();
    const body = document.querySelector('.constructor-body');
    if (!body) return;
    body.scrollTop = 0;
    const sender = document.getElementById('step:sender_input');
    const first = sender?.value === '' ? document.getElementById('step:sender_focus') : body.querySelector('textarea:enabled, input.ui-inputtext:enabled');
    setTimeout(() => first?.focus({ preventScroll: true }));
  }

  function focusLast(id) {
    $$('.suggestion-text', document.getElementById(id)).at(-1)?.focus();
  }

  /** Puts a placeholder where the caret is. */
  function insert(button) {
    const id = button.closest('[data-for]').dataset.for;
    const input = $$('input, textarea', button.closest('form')).find(one => one.id === id || one.id.endsWith(`:${id}`));
    if (!input || input.disabled) return;
    const name = button.dataset.placeholder;
    const text = `{{${name === 'phoneNumber' ? name : `attribute.${name}`}}}`;
    const limit = Number(input.getAttribute('maxlength')) || Infinity;
    if (input.value.length + text.length > limit) return;
    input.focus();
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // ---- Start ----------------------------------------------------------------------------------------------------

  function refresh(root = document) {
    $$('.field', root).forEach(field => {
      if (field.querySelector('.field-counter')) $$('input, textarea', field).slice(0, 1).forEach(count);
    });
    $$('.filter-form', root).forEach(checkFilter);
  }

  document.addEventListener('input', event => {
    const input = event.target;
    if (input.matches('[data-search]')) searchList(input);
    if (input.closest('.filter-form')) checkFilter(input.closest('.filter-form'));
    if (input.closest('.field')) count(input);
    if (input.matches('.ui-state-error')) forgive(input);
  });
  document.addEventListener('click', event => {
    if (event.target.closest('.menu-open')) openMenu(!document.body.classList.contains('menu-shown'));
    else if (event.target.closest('.menu-veil')) openMenu(false);
    const dialog = event.target.closest('[data-dialog]');
    if (dialog) PF(dialog.dataset.dialog).show();
    const placeholder = event.target.closest('[data-placeholder]');
    if (placeholder) insert(placeholder);
    openRow(event);
  });
  document.addEventListener('mouseover', fullText);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && document.body.classList.contains('menu-shown')) openMenu(false);
    if (event.key === 'Enter' && event.target.matches('[data-search]')) {
      event.preventDefault();
      event.target.closest('.picker').querySelector('[data-entry]:not([hidden])')?.click();
    }
    if (event.key === 'Enter' && event.target.matches('.filter-form input')) {
      event.preventDefault();
      event.target.closest('.filter-form').querySelector('.filter-apply:not(:disabled)')?.click();
    }
  });
  document.addEventListener('keydown', event => {
    const panel = event.key === 'Escape' && event.target.closest('.filter-panel, .columns-panel');
    if (!panel) return;
    const name = panel.matches('.filter-panel') ? 'filterPanel' : 'columnsPanel';
    PF(name).hide();
    document.querySelector(name === 'filterPanel' ? '[id$=":addFilter"]' : '[id$=":columns"]').focus();
  });
  // The key that chose an entry comes up after the entry has gone; PrimeFaces would take that for a click outside.
  window.addEventListener('keyup', event => {
    if (event.target === document.body && window.PF && PrimeFaces.widgets.filterPanel?.isVisible()) event.stopImmediatePropagation();
  }, true);
  narrow.addEventListener('change', () => openMenu(false));

  function start() {
    patchPaginator();
    patchLists();
    if (window.PrimeFaces?.ajax) patchUpdates();
    refresh();
    const toggle = menu()?.querySelector('.menu-toggle');
    toggle?.setAttribute('aria-expanded', String(!menu().classList.contains('menu-collapsed')));
    if (!window.jQuery) return;
    PrimeFaces.hideOverlaysOnViewportChange = false;
    jQuery(chooseZone);
    // PrimeFaces announces changes to jQuery alone.
    jQuery(document).on('change', '.filter-form', event => checkFilter(event.currentTarget));
    jQuery(document).on('pfAjaxSend', () => busy(1)).on('pfAjaxComplete', () => { busy(-1); setTimeout(refresh); })
      .on('pfAjaxError', () => PF('messages')?.show([{ summary: document.querySelector('.busy-bar').dataset.failed, severity: 'error' }]));
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();

  return { toggleMenu, theme, showFilter, focusIn, focusError, focusLast, saved, refused, review, tested, construct, poll, refresh };
})();
window.Heliograph = Heliograph;
