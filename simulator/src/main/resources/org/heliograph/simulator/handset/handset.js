import { texts } from './texts.js';
import { chips, draw, el, icon, webAddress } from './messages.js';

const POLL_MS = 1000;
const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const stored = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const store = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
};

const state = {
  language: asked.get('lang') ?? stored('language') ?? (navigator.language.startsWith('es') ? 'es' : 'en'),
  theme: asked.get('theme') ?? stored('theme') ?? '',
  number: decodeURIComponent(location.hash.slice(1)),
  thread: asked.get('thread') ?? undefined,
  messages: [],
  lastAnswer: '',
  lastList: '',
  readUpTo: 0,
};

const t = () => texts[state.language] ?? texts.en;

async function call(path, body) {
  const response = await fetch(path, body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(JSON.parse(answer).detail ?? response.status);
  }
  return answer;
}

const handsetPath = (what) => `/api/handset/${encodeURIComponent(state.number)}/${what}`;
const say = (text) => {
  $('announce').textContent = text;
  const old = document.querySelector('.toast');
  old?.remove();
  const toast = el('div', { class: 'toast' }, text);
  $('phone').append(toast);
  setTimeout(() => toast.remove(), 2600);
};

const format = (options) => new Intl.DateTimeFormat(state.language, options);
const time = (instant) => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
const day = (instant) => {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? t().today : format({ weekday: 'long', day: 'numeric', month: 'long' }).format(date);
};

const senderName = (sender) => sender.match(/^"?([^"<]+?)"?\s*<.+>$/)?.[1] ?? sender;
const threadKey = (message) => `${message.channel} ${message.sender}`;
const summary = (message) => message.subject ?? message.text ?? t().gone;

/** A calm colour that stays with the name. */
function avatar(name, text) {
  let hash = 0;
  for (const c of name) hash = (Math.imul(hash, 31) + c.codePointAt(0)) | 0;
  const letters = text ?? (name.replace(/[^\p{L}\p{N}]/gu, '').slice(0, 1).toUpperCase() || '#');
  const node = el('span', { class: 'avatar', 'aria-hidden': 'true' }, letters);
  node.style.setProperty('--hue', ((Math.imul(hash, 0x9e3779b1) >>> 8) % 360));
  return node;
}

function threads() {
  const found = new Map();
  for (const message of state.messages) {
    const key = threadKey(message);
    found.delete(key);
    found.set(key, message);
  }
  return [...found.entries()].reverse();
}

function drawInbox() {
  const items = threads().map(([key, last]) => el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: 'thread', onclick: () => open(key) },
      avatar(senderName(last.sender)),
      el('span', { class: 'who' }, el('strong', {}, senderName(last.sender)), el('small', {}, last.status === 'REPLY' ? `${t().you}: ${summary(last)}` : summary(last))),
      el('span', { class: 'when' }, el('time', {}, time(last.receivedAt)), el('em', { class: `tag ${last.channel}` }, last.channel === 'email' ? t().mail : last.channel.toUpperCase())),
    ),
  ));
  const empty = el('div', { class: 'empty' }, el('strong', {}, state.number ? t().none : t().pick), el('p', {}, state.number ? t().noneHint : t().pickHint));
  $('screen').replaceChildren(
    el('header', { class: 'inbox-head' }, el('h2', {}, t().messages)),
    items.length ? el('ul', { class: 'threads' }, ...items) : empty,
  );
}

function tap(to) {
  return async (what, isAction) => {
    const target = what.openUrlAction?.url;
    if (target) {
      const url = webAddress(target);
      if (url) window.open(url, '_blank', 'noopener,noreferrer');
      else say(t().blocked);
    }
    await reply({ channel: 'rcs', text: what.text ?? '', postback: what.postbackData ?? '', to, action: isAction });
    if (isAction) say(t().tapped(what.text ?? ''));
  };
}

async function reply(body) {
  try {
    await call(handsetPath('reply'), body);
    $('announce').textContent = t().sent;
    await poll();
  } catch (error) {
    say(t().failed + error.message);
  }
}

function drawThread() {
  const messages = state.messages.filter((message) => threadKey(message) === state.thread);
  const last = messages[messages.length - 1];
  if (!last) {
    if (state.lastAnswer) state.thread = null;
    drawInbox();
    return;
  }
  const draft = $('draft')?.value ?? '';
  const focused = document.activeElement?.id === 'draft';
  const before = document.querySelector(`.scroll[data-thread="${CSS.escape(state.thread)}"]`);
  const reading = before && before.scrollHeight - before.scrollTop - before.clientHeight > 40 ? before.scrollTop : null;
  const onTap = tap(last.sender);
  const list = el('ol', { class: 'messages' });
  let shownDay = '';
  for (const message of messages) {
    if (day(message.receivedAt) !== shownDay) {
      shownDay = day(message.receivedAt);
      list.append(el('li', { class: 'day' }, shownDay));
    }
    list.append(draw(message, t(), time(message.receivedAt), onTap));
  }
  const form = el(
    'form',
    {
      class: 'compose',
      onsubmit: (event) => {
        event.preventDefault();
        const text = $('draft').value.trim();
        if (text) {
          $('draft').value = '';
          reply({ channel: last.channel, text, to: last.sender });
        }
      },
    },
    el('input', { id: 'draft', autocomplete: 'off', placeholder: t().write[last.channel], 'aria-label': t().write[last.channel], maxlength: '1500' }),
    el('button', { type: 'submit', 'aria-label': t().send }, icon('send')),
  );
  const name = senderName(last.sender);
  $('screen').replaceChildren(
    el(
      'header',
      { class: 'thread-head' },
      el('button', { type: 'button', class: 'back', 'aria-label': t().back, onclick: () => open(null) }, icon('back')),
      avatar(name),
      el('span', { class: 'who' }, el('strong', {}, name), el('small', {}, last.channel === 'rcs' ? icon('check') : null, last.channel === 'rcs' ? t().verified : last.channel === 'email' ? t().mail : 'SMS')),
    ),
    el('div', { class: 'scroll', 'data-thread': state.thread }, list, chips(last, onTap)),
    form,
  );
  $('draft').value = draft;
  if (focused) $('draft').focus();
  const scroll = document.querySelector('.scroll');
  scroll.scrollTop = reading ?? scroll.scrollHeight;
  markRead(messages, last);
}

function markRead(messages, last) {
  const unread = messages.filter((message) => message.channel === 'rcs' && message.status === 'DELIVERED' && message.seq > state.readUpTo);
  if (unread.length && !document.hidden) {
    state.readUpTo = Math.max(...unread.map((message) => message.seq));
    call(handsetPath('read'), { agent: last.account }).catch(() => { state.readUpTo = 0; });
  }
}

function render() {
  if (state.thread) drawThread();
  else drawInbox();
  $('caption').textContent = state.number;
}

function open(thread) {
  state.thread = thread;
  render();
}

async function poll() {
  if (!state.number) return;
  const number = state.number;
  const answer = await call(handsetPath('messages'));
  if (answer === state.lastAnswer || number !== state.number) return;
  state.lastAnswer = answer;
  state.messages = JSON.parse(answer);
  if (state.thread === undefined && state.messages.length) {
    state.thread = threads()[0][0];
  }
  render();
}

async function listHandsets() {
  const answer = await call(`/api/handsets?limit=60&q=${encodeURIComponent($('number').value.trim())}`);
  const list = JSON.parse(answer);
  const key = answer + state.number + state.language;
  $('hint').hidden = list.length > 0;
  $('hint').textContent = t().unseen;
  if (key === state.lastList) return;
  state.lastList = key;
  $('handsets').replaceChildren(...list.map((one) => el(
    'li',
    {},
    el(
      'button',
      { type: 'button', 'aria-current': one.recipient === state.number ? 'true' : null, onclick: () => choose(one.recipient) },
      avatar(one.recipient, one.recipient.includes('@') ? undefined : one.recipient.slice(-2)),
      el('span', { class: 'who' }, el('strong', {}, one.recipient), el('small', {}, summary(one))),
      el('em', { class: `tag ${one.channel}` }, one.channel === 'email' ? t().mail : one.channel.toUpperCase()),
    ),
  )));
}

function choose(number) {
  Object.assign(state, { number, thread: undefined, messages: [], lastAnswer: '', lastList: '', readUpTo: 0 });
  history.replaceState(null, '', `#${encodeURIComponent(number)}`);
  render();
  refresh();
}

function translate() {
  document.documentElement.lang = state.language;
  document.querySelectorAll('[data-t]').forEach((node) => { node.textContent = t()[node.dataset.t]; });
  $('number').placeholder = t().find;
  $('number').setAttribute('aria-label', t().find);
  $('language').textContent = state.language === 'es' ? 'EN' : 'ES';
  $('language').setAttribute('aria-label', t().language);
  $('theme').setAttribute('aria-label', t().theme);
  state.lastList = '';
  render();
}

async function refresh() {
  try {
    await Promise.all([poll(), listHandsets()]);
  } catch {
    $('hint').hidden = false;
    $('hint').textContent = t().offline;
  }
}

$('choose').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = $('number').value.trim();
  if (typed) {
    $('number').value = '';
    choose(typed.includes('@') || typed.startsWith('+') ? typed.replace(/\s/g, '') : `+${typed.replace(/\D/g, '')}`);
  }
});
$('number').addEventListener('input', () => refresh());
$('language').addEventListener('click', () => {
  state.language = state.language === 'es' ? 'en' : 'es';
  store('language', state.language);
  translate();
  refresh();
});
$('theme').addEventListener('click', () => {
  const dark = state.theme ? state.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  state.theme = dark ? 'light' : 'dark';
  store('theme', state.theme);
  document.documentElement.dataset.theme = state.theme;
});

if (state.theme) document.documentElement.dataset.theme = state.theme;
const tick = () => { $('clock').textContent = time(Date.now()); };
tick();
translate();
refresh();
setInterval(() => { tick(); refresh(); }, POLL_MS);
