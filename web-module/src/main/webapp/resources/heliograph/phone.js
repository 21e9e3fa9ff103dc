// The phone of the constructors: shows what is typed, as the recipient will see it. An input takes part by data-phone.
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const PLACEHOLDER = /\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}|(https?:\/\/[^\s<>"]+)/g;
  const BASIC = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
  const EXTENSION = '\f^{}\\[~]|€';

  /** Text with its links and placeholders; a placeholder shows its default, or the name of its attribute. */
  function parts(value) {
    const nodes = [];
    let end = 0;
    for (const match of value.matchAll(PLACEHOLDER)) {
      nodes.push(document.createTextNode(value.slice(end, match.index)));
      const node = document.createElement(match[3] ? 'u' : 'mark');
      node.textContent = match[3] || match[2] || match[1].replace(/^attribute\./, '');
      if (!match[3]) node.title = match[0];
      nodes.push(node);
      end = match.index + match[0].length;
    }
    nodes.push(document.createTextNode(value.slice(end)));
    return nodes;
  }

  function show(target, value) {
    if (target.matches('img')) {
      if (value) target.src = value;
      else target.removeAttribute('src');
    } else if (target.matches('iframe')) {
      target.srcdoc = `<base target="_blank"><style>body{font:14px/1.5 system-ui,sans-serif;margin:12px;overflow-wrap:break-word}img{max-width:100%}</style>${value}`;
    } else if (value) target.replaceChildren(...parts(value));
    else target.replaceChildren();
  }

  /** Cut as SmsSegmentation does: 160 or 153 septets, 70 or 67 UTF-16 units; nothing is torn apart. */
  function cut(text) {
    const septets = c => BASIC.includes(c) ? 1 : EXTENSION.includes(c) ? 2 : 0;
    const gsm = [...text].every(septets);
    const units = gsm ? [...text].map(septets) : [...text].map(c => c.length);
    const characters = units.reduce((sum, width) => sum + width, 0);
    const [single, part] = gsm ? [160, 153] : [70, 67];
    let count = 1;
    if (characters > single) {
      let used = 0;
      for (const width of units) {
        if (used + width > part) {
          count++;
          used = 0;
        }
        used += width;
      }
    }
    return { encoding: !gsm ? 'unicode' : units.includes(2) ? 'extended' : 'gsm', characters, parts: count };
  }

  function count(counter, text) {
    const result = cut(text);
    counter.textContent = `${counter.dataset[result.encoding]} · ${counter.dataset.count.replace('{0}', result.characters).replace('{1}', result.parts)}`;
    counter.classList.toggle('sms-counter-full', result.parts > 10);
  }

  /** The name of a choice; nothing for "Choose…", and without the address in brackets. */
  function chosenOf(select) {
    return select.value ? select.selectedOptions[0].textContent.replace(/ \([^()]*\)$/, '') : '';
  }

  function follow(part) {
    const input = part.matches('input, textarea, select') ? part : part.querySelector('select');
    if (!input) return;
    const name = part.dataset.phone;
    const value = input.matches('select') ? chosenOf(input) : input.value;
    for (const target of $$(`[data-show="${CSS.escape(name)}"]`)) show(target, value);
    for (const counter of $$(`.sms-counter[data-counts="${CSS.escape(name)}"]`)) count(counter, value);
  }

  function theme(phone, name) {
    phone.dataset.theme = name;
    for (const button of $$('.phone-theme', phone)) button.setAttribute('aria-pressed', String(button.dataset.phoneTheme === name));
  }

  let chosen = 'light';
  function refresh() {
    for (const phone of $$('.phone')) theme(phone, chosen);
    for (const target of $$('[data-show]:not([data-shown])')) {
      target.dataset.shown = '';
      if (target.matches('iframe')) show(target, target.dataset.html || '');
      else if (!target.matches('img')) show(target, target.textContent.trim());
      else if (!target.getAttribute('src')) target.removeAttribute('src');
    }
    $$('[data-phone]').forEach(follow);
  }

  document.addEventListener('input', event => {
    if (event.target.matches('[data-phone]')) follow(event.target);
  });
  document.addEventListener('click', event => {
    const button = event.target.closest('.phone-theme');
    if (!button) return;
    chosen = button.dataset.phoneTheme;
    theme(button.closest('.phone'), chosen);
  });
  document.addEventListener('DOMContentLoaded', () => {
    refresh();
    if (window.jQuery) jQuery(document).on('pfAjaxComplete', () => setTimeout(refresh)).on('change', '[data-phone]', event => follow(event.currentTarget));
  });
})();
