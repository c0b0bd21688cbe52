// Shows one session's browser, and passes on what a person does in it.

const at = (id) => document.getElementById(id);
const page = document.body.dataset;
const canvas = at('screen');
const keys = at('keys');
const API = new URL('v1/', location.origin + location.pathname);
const NO_SIGN = 15_000;
const SIGN = 5_000;
const MOST_EVENTS = 64;
const MOST_WAITING = 400;
const LONGEST_TEXT = 10_000;
const GATHER = 30;
const FINAL = ['completed', 'failed', 'stopped'];
const STATUS = {
  active: 'Active', humanInput: 'Help needed', paused: 'Paused', completed: 'Completed',
  failed: 'Failed', stopped: 'Stopped', connecting: 'Connecting', lost: 'Not connected',
};
const BROWSER = {
  starting: 'The browser is being started.',
  away: 'The browser was put away while nobody used it; this is its last picture.',
  elsewhere: 'The browser is on another server of this cluster. Open the live view there.',
  ended: 'The session has ended; this is its last picture.',
};

// The token is kept for this tab alone; in the address it would stay in the history.
const kept = {
  get: (name) => { try { return sessionStorage.getItem(name); } catch { return null; } },
  set: (name, value) => {
    try {
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, value);
    } catch { /* a reload will need the link again */ }
  },
};
let token = location.hash.slice(1) || kept.get('live.token') || '';
if (location.hash) {
  history.replaceState(null, '', location.pathname);
  kept.set('live.lease', null);
}
let scope = 'view';
let state = null;
let lease = null;
let view = { width: 1280, height: 800 };

function call(path, body, more = {}) {
  return fetch(new URL(path, API), {
    method: body ? 'POST' : 'GET',
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body ? { 'Content-Type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    ...more,
  });
}

async function problem(answer) {
  try {
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return { status: answer.status, error: 'Unreadable', message: `The server says ${answer.status}.` };
  }
}

// ---- what is shown

let noteTimer = 0;

function note(text, passing = false) {
  clearTimeout(noteTimer);
  at('note').textContent = text;
  at('note').hidden = !text;
  if (text && passing) noteTimer = setTimeout(() => tellBrowser(), 6_000);
}

function tellBrowser() {
  note(state ? BROWSER[state.browser] ?? '' : '');
}

function status(name) {
  page.status = name;
  at('status').textContent = STATUS[name] ?? name;
}

function show(now) {
  const before = state;
  state = now;
  status(now.status);
  page.browser = now.browser;
  at('name').textContent = now.name ?? 'Live view';
  document.title = `${now.name ?? 'Live view'}: ${STATUS[now.status]}`;
  at('title').textContent = now.tab?.title ?? '';
  if (document.activeElement !== at('url')) at('url').value = now.tab?.url ?? '';
  if (lease && now.control?.no !== lease.no) loseControl('Control is over.');
  showControl();
  if (before?.browser !== now.browser) tellBrowser();
}

function showControl() {
  const mine = lease !== null;
  const over = !state || FINAL.includes(state.status);
  page.control = mine ? 'mine' : state?.control ? 'theirs' : 'none';
  at('take').hidden = mine || over || scope !== 'control';
  at('release').hidden = !mine;
  at('back').hidden = !mine;
  at('close').hidden = !mine;
  at('url').readOnly = !mine;
  const by = state?.control;
  const since = by ? new Date(by.since).toLocaleTimeString() : '';
  at('who').textContent = mine ? 'You have control'
    : by ? `${by.by} has control since ${since}`
      : state && state.viewers > 1 ? `${state.viewers} are watching` : '';
  const elsewhere = at('asked').open || document.activeElement === at('url');
  if (mine && !elsewhere) keys.focus({ preventScroll: true });
}

let next = null;
let drawing = false;

async function draw(picture) {
  next = picture;
  if (drawing) return;
  drawing = true;
  while (next) {
    const now = next;
    next = null;
    try {
      const bitmap = await createImageBitmap(new Blob([now.bytes], { type: now.mediaType }));
      if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
      }
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      view = now.width ? { width: now.width, height: now.height }
        : { width: bitmap.width, height: bitmap.height };
      bitmap.close();
      page.seen = 'yes';
      page.frames = String(Number(page.frames ?? 0) + 1);
      fit();
    } catch { /* the next one is on its way */ }
  }
  drawing = false;
}

function fit() {
  const room = at('stage').getBoundingClientRect();
  const scale = Math.min((room.width - 8) / canvas.width, (room.height - 8) / canvas.height, 2);
  canvas.style.width = `${Math.max(1, Math.floor(canvas.width * scale))}px`;
  canvas.style.height = `${Math.max(1, Math.floor(canvas.height * scale))}px`;
}

new ResizeObserver(fit).observe(at('stage'));

// ---- the stream

class Messages {
  #pieces = new Uint8Array(0);

  /** All messages that are whole with this piece. */
  * take(piece) {
    const all = new Uint8Array(this.#pieces.length + piece.length);
    all.set(this.#pieces);
    all.set(piece, this.#pieces.length);
    let from = 0;
    while (all.length - from >= 8) {
      const sizes = new DataView(all.buffer, from, 8);
      const head = sizes.getUint32(0);
      const body = sizes.getUint32(4);
      if (all.length - from < 8 + head + body) break;
      const start = from + 8;
      const header = JSON.parse(new TextDecoder().decode(all.subarray(start, start + head)));
      yield { ...header, bytes: all.slice(start + head, start + head + body) };
      from = start + head + body;
    }
    this.#pieces = all.slice(from);
  }
}

function heed(message) {
  switch (message.type) {
    case 'hello':
      scope = message.scope;
      token = message.token;
      kept.set('live.token', token);
      page.scope = scope;
      return 'on';
    case 'token':
      token = message.token;
      kept.set('live.token', token);
      return 'on';
    case 'state':
      show(message);
      rejoin();
      return 'on';
    case 'frame':
      draw(message);
      return 'on';
    case 'end':
      return message.why;
    default:
      return 'on';
  }
}

/** Why it ended: what the server said, or "broken". */
async function watch() {
  const stop = new AbortController();
  let last = Date.now();
  const guard = setInterval(() => { if (Date.now() - last > NO_SIGN) stop.abort(); }, 1_000);
  try {
    const answer = await call('stream', null, { signal: stop.signal });
    if (!answer.ok) {
      const said = await problem(answer);
      note(said.message);
      return said.status >= 500 || said.status === 429 ? 'broken' : 'refused';
    }
    const messages = new Messages();
    const reader = answer.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      last = Date.now();
      for (const message of messages.take(piece.value)) {
        const why = heed(message);
        if (why !== 'on') return why;
      }
    }
    return 'broken';
  } catch {
    return 'broken';
  } finally {
    clearInterval(guard);
    stop.abort();
  }
}

async function stay() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8_000)) {
    const began = Date.now();
    const why = await watch();
    if (why === 'ended') return;
    if (why === 'deleted' || why === 'expired' || why === 'refused') {
      status('lost');
      loseControl('');
      if (why === 'deleted') note('The session was deleted.');
      if (why === 'expired') note('This link is over. Ask for another one.');
      kept.set('live.token', null);
      return;
    }
    status('connecting');
    if (Date.now() - began > 10_000) wait = 500;
    await new Promise((done) => setTimeout(done, wait));
  }
}

// ---- control

function ask(question, { yes, words = false, stay = false }) {
  at('question').textContent = question;
  at('answer').hidden = !words;
  at('stay').hidden = !stay;
  at('yes').textContent = yes;
  at('words').value = '';
  at('asked').showModal();
  return new Promise((done) => {
    const end = (said) => { at('asked').close(); done(said); };
    at('no').onclick = () => end('no');
    at('stay').onclick = () => end('stay');
    at('yes').onclick = () => end('yes');
    at('asked').oncancel = () => done('no');
  });
}

async function take(force = false, known = null) {
  at('take').disabled = true;
  try {
    const wish = { ...(known ? { lease: known } : {}), ...(force ? { force } : {}) };
    const answer = await call('control', wish);
    if (answer.ok) {
      gain(await answer.json());
      return;
    }
    const said = await problem(answer);
    if (said.error === 'ControlTaken' && !known) {
      const since = new Date(said.since).toLocaleTimeString();
      const question = `${said.by} has control since ${since}. Take it from them?`;
      if (await ask(question, { yes: 'Take control' }) === 'yes') await take(true);
    } else if (!known) {
      note(said.message, true);
    }
  } catch {
    note('The server cannot be reached.', true);
  } finally {
    at('take').disabled = false;
  }
}

function gain(granted) {
  lease = { secret: granted.lease, no: granted.no, batch: granted.next };
  kept.set('live.lease', JSON.stringify(lease));
  if (state) state.control = { no: granted.no, by: granted.by, since: granted.since };
  waiting.length = 0;
  note('');
  showControl();
}

function loseControl(why) {
  if (lease && why) note(why, true);
  lease = null;
  kept.set('live.lease', null);
  waiting.length = 0;
  down.clear();
  showControl();
}

/** After a reload: what this tab had, if it still has it. */
function rejoin() {
  const stored = kept.get('live.lease');
  if (lease || !stored || scope !== 'control') return;
  const before = JSON.parse(stored);
  kept.set('live.lease', null);
  if (state.control?.no === before.no) take(false, before.secret);
}

async function release() {
  const said = await ask('Give the browser back to the agent?', {
    yes: 'Release and resume', words: true, stay: true,
  });
  if (said === 'no' || !lease) return;
  const message = at('words').value.trim();
  await sent();
  const answer = await call('release', {
    lease: lease?.secret ?? '', resume: said === 'yes', ...(message ? { message } : {}),
  });
  const refused = answer.ok ? '' : (await problem(answer)).message;
  loseControl('');
  if (refused) note(refused, true);
}

at('back').onclick = () => send({ type: 'back' });
at('close').onclick = () => send({ type: 'close' });
at('url').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') at('url').blur();
  if (event.key !== 'Enter' || !lease) return;
  const wish = at('url').value.trim();
  const url = /^(https?:\/\/|about:blank$)/i.test(wish) ? wish : `https://${wish}`;
  if (wish) send({ type: 'go', url });
  keys.focus({ preventScroll: true });
});
at('url').addEventListener('blur', () => { at('url').value = state?.tab?.url ?? ''; });
at('take').onclick = () => take();
at('release').onclick = release;

// ---- input: in batches, one after the other

const waiting = [];
let sending = null;
let lastSent = 0;

function send(event) {
  if (!lease) return;
  const last = waiting.at(-1);
  if (event.type === 'move' && last?.type === 'move') {
    waiting[waiting.length - 1] = event;
  } else if (event.type === 'wheel' && last?.type === 'wheel') {
    last.dx += event.dx;
    last.dy += event.dy;
  } else if (waiting.length < MOST_WAITING) {
    waiting.push(event);
  }
  pump(event.type === 'move' || event.type === 'wheel' ? GATHER : 0);
}

function pump(delay) {
  sending ??= new Promise((done) => setTimeout(done, delay)).then(flush).finally(() => {
    sending = null;
    if (waiting.length && lease) pump(GATHER);
  });
}

async function sent() {
  while (sending) await sending;
}

async function flush() {
  const mine = lease;
  const events = waiting.splice(0, MOST_EVENTS);
  for (let attempt = 1; mine && lease === mine && events.length; attempt++) {
    const wait = await deliver(mine, events, attempt);
    if (wait === 0) return;
    await new Promise((done) => setTimeout(done, wait));
  }
}

/** How long to wait before the same is sent again; 0 if it need not be. */
async function deliver(mine, events, attempt) {
  let answer;
  try {
    lastSent = Date.now();
    answer = await call('input', { lease: mine.secret, batch: mine.batch, events });
  } catch {
    return 500;
  }
  if (answer.ok) {
    mine.batch = (await answer.json()).next;
    kept.set('live.lease', JSON.stringify(mine));
    return 0;
  }
  const said = await problem(answer);
  switch (said.error) {
    case 'TooMuch':
      return 1_000 * Number(answer.headers.get('Retry-After') ?? 1);
    case 'AgentActs':
      return attempt < 10 ? 500 : 0;
    case 'InputOutOfOrder':
      mine.batch = said.next;
      return 1;
    case 'BrowserAway':
      await take(false, mine.secret);
      return 0;
    case 'ControlLost':
    case 'SessionOver':
      loseControl(said.message);
      return 0;
    default:
      note(said.message, true);
      return said.status >= 500 && attempt < 5 ? 1_000 : 0;
  }
}

setInterval(async () => {
  if (!lease || sending || Date.now() - lastSent < SIGN) return;
  const mine = lease;
  lastSent = Date.now();
  try {
    const answer = await call('input', { lease: mine.secret, events: [] });
    if (answer.status === 409 && lease === mine) loseControl((await problem(answer)).message);
  } catch { /* the next sign may arrive */ }
}, 1_000);

// ---- mouse and touch

function place(event) {
  const box = canvas.getBoundingClientRect();
  const within = (value, most) => Math.min(most - 1, Math.max(0, Math.round(value * 10) / 10));
  return {
    x: within(((event.clientX - box.left) / box.width) * view.width, view.width),
    y: within(((event.clientY - box.top) / box.height) * view.height, view.height),
  };
}

let pressed = null;

canvas.addEventListener('mousedown', (event) => {
  event.preventDefault();
  if (!lease) return;
  keys.focus({ preventScroll: true });
  pressed = { button: event.button, count: Math.min(3, Math.max(1, event.detail)) };
  send({ type: 'down', ...place(event), ...pressed });
});

addEventListener('mouseup', (event) => {
  if (!pressed || event.button !== pressed.button) return;
  send({ type: 'up', ...place(event), ...pressed });
  pressed = null;
});

addEventListener('mousemove', (event) => {
  if (lease && (pressed || event.target === canvas)) send({ type: 'move', ...place(event) });
});

canvas.addEventListener('wheel', (event) => {
  if (!lease) return;
  event.preventDefault();
  const unit = [1, 33, view.height][event.deltaMode] ?? 1;
  const turn = (value) => Math.max(-5_000, Math.min(5_000, value * unit));
  send({ type: 'wheel', ...place(event), dx: turn(event.deltaX), dy: turn(event.deltaY) });
}, { passive: false });

for (const kind of ['contextmenu', 'auxclick', 'dragstart']) {
  canvas.addEventListener(kind, (event) => event.preventDefault());
}

let finger = null;

canvas.addEventListener('touchstart', (event) => {
  if (!lease) return;
  event.preventDefault();
  const touch = event.changedTouches[0];
  finger = { from: place(touch), last: place(touch), moved: false };
}, { passive: false });

canvas.addEventListener('touchmove', (event) => {
  if (!lease || !finger) return;
  event.preventDefault();
  const now = place(event.changedTouches[0]);
  const far = Math.abs(now.x - finger.from.x) + Math.abs(now.y - finger.from.y);
  finger.moved ||= far > 12;
  if (finger.moved) {
    send({ type: 'wheel', ...finger.from, dx: finger.last.x - now.x, dy: finger.last.y - now.y });
    finger.last = now;
  }
}, { passive: false });

canvas.addEventListener('touchend', (event) => {
  if (!lease || !finger) return;
  event.preventDefault();
  if (!finger.moved) {
    const tap = { ...finger.from, button: 0, count: 1 };
    send({ type: 'move', ...finger.from });
    send({ type: 'down', ...tap });
    send({ type: 'up', ...tap });
  }
  finger = null;
  keys.focus({ preventScroll: true });
}, { passive: false });

// ---- keyboard

const NAMED = new Set([
  'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'Backspace', 'Delete', 'End', 'Enter', 'Escape',
  'Home', 'Insert', 'PageDown', 'PageUp', 'Tab', 'Shift', 'Control', 'Alt',
]);
const CHORDS = new Set('abcikuxyz');
const FILL = ' ';
const down = new Map();

function modifiers(event) {
  if (event.getModifierState('AltGraph')) return event.shiftKey ? 8 : 0;
  return (event.altKey ? 1 : 0) + (event.ctrlKey || event.metaKey ? 2 : 0) + (event.shiftKey ? 8 : 0);
}

function stroke(key, code, held, text) {
  send({ type: 'key', key, code, modifiers: held, ...(text ? { text } : {}), down: true });
  send({ type: 'key', key, code, modifiers: held, down: false });
}

keys.addEventListener('keydown', (event) => {
  if (!lease || event.isComposing || event.keyCode === 229) return;
  const held = modifiers(event);
  const character = [...event.key].length === 1;
  const command = (held & 2) !== 0;
  // Control+V becomes a paste of what this machine has; the rest belongs to this browser.
  if (character && command && !CHORDS.has(event.key.toLowerCase())) return;
  if (!character && !NAMED.has(event.key)) return;
  event.preventDefault();
  const text = character && !command && (held & 1) === 0 ? event.key : event.key === 'Enter' ? '\r' : '';
  const key = { type: 'key', key: event.key, code: event.code, modifiers: held };
  down.set(event.code || event.key, key);
  send({ ...key, ...(text ? { text } : {}), down: true });
});

keys.addEventListener('keyup', (event) => {
  const name = event.code || event.key;
  const key = down.get(name);
  if (!key) return;
  event.preventDefault();
  down.delete(name);
  send({ ...key, modifiers: modifiers(event), down: false });
});

function typed(text) {
  for (let rest = text; rest; rest = rest.slice(LONGEST_TEXT)) {
    send({ type: 'text', text: rest.slice(0, LONGEST_TEXT) });
  }
}

keys.addEventListener('paste', (event) => {
  event.preventDefault();
  const text = event.clipboardData?.getData('text/plain').replaceAll('\0', '').toWellFormed() ?? '';
  if (text) typed(text);
  else stroke('v', 'KeyV', 2, '');
});

for (const kind of ['copy', 'cut', 'drop']) {
  keys.addEventListener(kind, (event) => event.preventDefault());
}

// What input methods and the keyboards of phones put together.
keys.addEventListener('compositionend', (event) => {
  if (event.data) typed(event.data.toWellFormed());
  keys.value = FILL;
});

keys.addEventListener('input', (event) => {
  if (event.isComposing) return;
  if (event.inputType === 'deleteContentBackward') stroke('Backspace', 'Backspace', 0, '');
  else if (event.inputType === 'insertLineBreak') stroke('Enter', 'Enter', 0, '\r');
  else if (event.inputType === 'insertText' && event.data) typed(event.data.toWellFormed());
  keys.value = FILL;
});
keys.value = FILL;

function letGo() {
  for (const key of down.values()) send({ ...key, modifiers: 0, down: false });
  down.clear();
}

addEventListener('blur', letGo);
keys.addEventListener('blur', letGo);

page.seen = 'no';
if (token) {
  stay();
} else {
  status('lost');
  note('Open the live view by its whole link.');
}
