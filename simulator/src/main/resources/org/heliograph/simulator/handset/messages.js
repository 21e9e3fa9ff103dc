// Draws messages. Whatever came from outside enters the page as text, never as markup;
// a mail's HTML lives in a sandboxed frame where nothing runs.

const SVG = 'http://www.w3.org/2000/svg';

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** The address if it is one a browser may open, else null. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/** Text with its web addresses as links. */
function linked(text) {
  const span = el('span', { class: 'text' });
  for (const piece of String(text).split(/(https?:\/\/[^\s<>"']+)/)) {
    const url = /^https?:\/\//.test(piece) ? webAddress(piece) : null;
    span.append(url ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, piece) : piece);
  }
  return span;
}

const ACTIONS = {
  openUrlAction: 'link',
  dialAction: 'phone',
  viewLocationAction: 'map',
  shareLocationAction: 'map',
  createCalendarEventAction: 'calendar',
};

function suggestion(one, className, tap) {
  const isAction = Boolean(one.action);
  const what = one.reply ?? one.action ?? {};
  const kind = isAction ? Object.keys(ACTIONS).find((name) => what[name]) : null;
  return el(
    'button',
    { type: 'button', class: className, onclick: () => tap(what, isAction) },
    kind ? icon(ACTIONS[kind]) : null,
    el('span', {}, what.text ?? ''),
  );
}

function media(content, t) {
  const info = content?.contentInfo ?? content?.file ?? content;
  const url = webAddress(info?.thumbnailUrl ?? info?.fileUrl ?? '');
  if (!url) {
    return el('div', { class: 'media empty' });
  }
  const height = { SHORT: 'short', MEDIUM: 'medium', TALL: 'tall' }[content?.height] ?? 'medium';
  if (/\.(pdf|docx?|xlsx?|zip|vcf)(\?|$)/i.test(url)) {
    const name = decodeURIComponent(new URL(url).pathname.split('/').pop());
    return el('a', { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer' }, icon('file'), name || t.file);
  }
  return el('img', { class: `media ${height}`, src: url, alt: info.altText ?? '', loading: 'lazy', referrerpolicy: 'no-referrer' });
}

function card(content, t, tap) {
  const buttons = (content.suggestions ?? []).map((one) => suggestion(one, 'card-button', tap));
  const words = [];
  if (content.title) words.push(el('h4', {}, content.title));
  if (content.description) words.push(el('p', {}, linked(content.description)));
  return el(
    'article',
    { class: 'card' },
    content.media ? media(content.media, t) : null,
    words.length ? el('div', { class: 'card-text' }, ...words) : null,
    buttons.length ? el('div', { class: 'card-buttons' }, ...buttons) : null,
  );
}

function rich(message, t, tap) {
  const payload = message.payload ?? {};
  if (payload.richCard?.carouselCard) {
    const cards = payload.richCard.carouselCard.cardContents ?? [];
    const wide = payload.richCard.carouselCard.cardWidth === 'MEDIUM' ? ' wide' : '';
    return el('div', { class: `carousel${wide}`, tabindex: '0' }, ...cards.map((one) => card(one, t, tap)));
  }
  if (payload.richCard?.standaloneCard) {
    return card(payload.richCard.standaloneCard.cardContent ?? {}, t, tap);
  }
  if (payload.contentInfo || payload.uploadedRbmFile) {
    return el('article', { class: 'card' }, media(payload.contentInfo ?? payload.uploadedRbmFile, t));
  }
  return el('div', { class: 'bubble' }, linked(payload.text ?? message.text ?? t.gone));
}

function mail(message, t) {
  const head = el(
    'div',
    { class: 'mail-head' },
    el('strong', {}, message.subject || t.noSubject),
    el('span', {}, message.sender),
  );
  if (!message.html) {
    return el('article', { class: 'mail' }, head, el('div', { class: 'mail-text' }, linked(message.text ?? t.gone)));
  }
  const frame = el('iframe', {
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'no-referrer',
    title: message.subject || t.noSubject,
  });
  frame.srcdoc = `<base target="_blank"><meta name="viewport" content="width=device-width"><style>body{margin:12px;font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}</style>${message.html}`;
  return el('article', { class: 'mail' }, head, frame);
}

/** The chips under the newest message, outside its card. */
export function chips(message, tap) {
  const suggestions = message?.status === 'REPLY' ? [] : (message?.payload?.suggestions ?? []);
  return suggestions.length
    ? el('div', { class: 'chips' }, ...suggestions.map((one) => suggestion(one, 'chip', tap)))
    : null;
}

export function draw(message, t, time, tap) {
  const mine = message.status === 'REPLY';
  const body = mine
    ? el('div', { class: 'bubble' }, linked(message.text ?? t.gone))
    : message.channel === 'email'
      ? mail(message, t)
      : message.channel === 'rcs'
        ? rich(message, t, tap)
        : el('div', { class: 'bubble' }, linked(message.text ?? t.gone));
  const notes = [time];
  if (message.channel === 'sms' && message.parts > 1) {
    notes.push(message.partsReceived < message.parts ? t.missing(message.partsReceived, message.parts) : t.parts(message.parts));
  }
  if (message.channel === 'rcs' && !mine) {
    notes.push(message.status === 'DISPLAYED' ? t.read : t.delivered);
  }
  return el('li', { class: `message ${message.channel}${mine ? ' mine' : ''}` }, body, el('span', { class: 'note' }, notes.join(' · ')));
}
