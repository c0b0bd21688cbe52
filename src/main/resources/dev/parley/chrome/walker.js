// Runs in an isolated world of every document and looks at the page for the server.
//
// A page cannot reach this world, but it can clobber: a form with <input name="children"> answers
// form.children with that input here too. So nodes are read only through the functions of their
// prototypes, taken below. Everything returned is one JSON string; numbers are CSS pixels of the
// viewport of the document the call came to.
(() => {
  'use strict';
  if (Object.hasOwn(globalThis, 'parley')) return;

  // ---- prototypes ----------------------------------------------------------------------------
  const call = Function.prototype.call;
  const fn = (proto, name) => call.bind(proto[name]);
  const get = (proto, name) => call.bind(Object.getOwnPropertyDescriptor(proto, name).get);
  const N = Node.prototype, E = Element.prototype, D = Document.prototype, H = HTMLElement.prototype;
  const typeOf = get(N, 'nodeType'), firstOf = get(N, 'firstChild'), nextOf = get(N, 'nextSibling');
  const parentOf = get(N, 'parentNode'), dataOf = get(N, 'nodeValue'), connected = get(N, 'isConnected');
  const docOf = get(N, 'ownerDocument'), rawText = get(N, 'textContent'), rootOf = fn(N, 'getRootNode');
  const within = fn(N, 'contains');
  const nameOf = get(E, 'localName'), attr = fn(E, 'getAttribute'), has = fn(E, 'hasAttribute');
  const box = fn(E, 'getBoundingClientRect'), boxes = fn(E, 'getClientRects');
  const openRoot = get(E, 'shadowRoot'), spaceOf = get(E, 'namespaceURI'), kidsOf = get(E, 'children');
  const find = fn(E, 'querySelector'), findAll = fn(E, 'querySelectorAll');
  const closest = fn(E, 'closest'), matches = fn(E, 'matches'), shown = fn(E, 'checkVisibility');
  const countOf = get(E, 'childElementCount'), treeOf = fn(D, 'createTreeWalker');
  const prevEl = get(E, 'previousElementSibling'), nextEl = get(E, 'nextElementSibling');
  const intoView = fn(E, 'scrollIntoView'), animationsOf = fn(D, 'getAnimations');
  const scrollTop = get(E, 'scrollTop'), scrollLeft = get(E, 'scrollLeft');
  const scrollHeight = get(E, 'scrollHeight'), scrollWidth = get(E, 'scrollWidth');
  const clientHeight = get(E, 'clientHeight'), clientWidth = get(E, 'clientWidth');
  const clientLeft = get(E, 'clientLeft'), clientTop = get(E, 'clientTop');
  const bodyOf = get(D, 'body'), htmlOf = get(D, 'documentElement'), titleOf = get(D, 'title');
  const urlOf = get(D, 'URL'), focusOf = get(D, 'activeElement'), byId = fn(D, 'getElementById');
  const viewOf = get(D, 'defaultView'), scrollingOf = get(D, 'scrollingElement');
  const docAll = fn(D, 'querySelectorAll'), docRange = fn(D, 'createRange'), stateOf = get(D, 'readyState');
  const docPoint = fn(D, 'elementFromPoint'), rootPoint = fn(ShadowRoot.prototype, 'elementFromPoint');
  const shadowById = fn(DocumentFragment.prototype, 'getElementById');
  const shadowFocus = get(ShadowRoot.prototype, 'activeElement'), hostOf = get(ShadowRoot.prototype, 'host');
  const fragmentAll = fn(DocumentFragment.prototype, 'querySelectorAll');
  const editable = get(H, 'isContentEditable'), slotted = fn(HTMLSlotElement.prototype, 'assignedNodes');
  const innerDoc = get(HTMLIFrameElement.prototype, 'contentDocument');
  const assigned = get(E, 'assignedSlot');
  const range = docRange(document);
  const rangeNode = fn(Range.prototype, 'selectNodeContents'), rangeBox = fn(Range.prototype, 'getBoundingClientRect');
  const style = (el, pseudo) => getComputedStyle(el, pseudo);
  const SVG = 'http://www.w3.org/2000/svg', HTML = 'http://www.w3.org/1999/xhtml';

  // ---- what is remembered between calls ------------------------------------------------------
  const closedRoots = new WeakMap(); // host → its closed shadow root, handed in
  const probed = new WeakMap(); // suspected host → how it looked when it was probed
  const heard = new WeakMap(); // element → Set of event types listened to
  const entries = new WeakMap(); // node → entry {ref, node: WeakRef, role, name, head, ident, print}
  const byRef = new Map();
  const byPrint = new Map();
  let suspects = [];
  let lastNext = 1;

  const shadow = (el) => openRoot(el) || closedRoots.get(el) || null;
  const hostIf = (root) => {
    try {
      return hostOf(root);
    } catch {
      return null;
    }
  };
  /** The parent as it is painted: through slots and out of shadow roots. */
  const up = (n) => {
    const slot = typeOf(n) === 1 ? assigned(n) : null;
    if (slot) return slot;
    const p = parentOf(n);
    return p && typeOf(p) === 11 ? hostIf(p) : p;
  };
  const holds = (a, b) => {
    for (let n = b; n; n = up(n)) if (n === a) return true;
    return false;
  };
  const frameOf = (doc) => {
    try {
      const view = viewOf(doc);
      return view ? view.frameElement : null;
    } catch {
      return null;
    }
  };
  const docIn = (el) => {
    try {
      return nameOf(el) === 'iframe' ? innerDoc(el) : el.contentDocument || null;
    } catch {
      return null;
    }
  };
  const tidy = (s) => s.replace(/[\s\u00a0]+/g, ' ').trim();
  const cut = (s, most) => (s.length > most ? s.slice(0, most) + '…' : s).toWellFormed();
  const printJson = (o) => JSON.stringify(o);

  // ---- colours -------------------------------------------------------------------------------
  const COLOURS = {
    black: '#000000', white: '#ffffff', red: '#ff0000', lime: '#00ff00', blue: '#0000ff', green: '#008000',
    yellow: '#ffff00', cyan: '#00ffff', magenta: '#ff00ff', gray: '#808080', silver: '#c0c0c0', maroon: '#800000',
    olive: '#808000', navy: '#000080', purple: '#800080', teal: '#008080', orange: '#ffa500', pink: '#ffc0cb',
    brown: '#a52a2a', gold: '#ffd700', violet: '#ee82ee', indigo: '#4b0082', turquoise: '#40e0d0', salmon: '#fa8072',
  };
  const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const TABLE = Object.entries(COLOURS).map(([name, hex]) => [name, hex, rgb(hex)]);
  const colourNames = new Map();
  const colour = (css) => {
    if (!css || css === 'none') return '';
    let known = colourNames.get(css);
    if (known === undefined) {
      known = nameColour(css);
      if (colourNames.size < 500) colourNames.set(css, known);
    }
    return known;
  };
  const nameColour = (css) => {
    const m = css.match(/^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/);
    if (!m) return css.startsWith('url(') ? 'pattern' : cut(css, 30);
    if (m[4] !== undefined && Number(m[4]) < 0.05) return '';
    const c = [Number(m[1]), Number(m[2]), Number(m[3])];
    const hex = '#' + c.map((v) => v.toString(16).padStart(2, '0')).join('');
    let best = null, least = Infinity;
    for (const [name, h, v] of TABLE) {
      if (h === hex) return name;
      const d = 2 * (c[0] - v[0]) ** 2 + 4 * (c[1] - v[1]) ** 2 + 3 * (c[2] - v[2]) ** 2;
      if (d < least) [least, best] = [d, name];
    }
    return best + ' ' + hex;
  };
  const paint = (st) => {
    const back = colour(st.backgroundColor);
    if (back) return back;
    if (st.backgroundImage !== 'none') return st.backgroundImage.includes('gradient') ? 'gradient' : 'image';
    return '';
  };
  const bordered = (st) =>
    (parseFloat(st.borderTopWidth) > 0 && st.borderTopStyle !== 'none' && colour(st.borderTopColor)) ||
    (parseFloat(st.borderLeftWidth) > 0 && st.borderLeftStyle !== 'none' && colour(st.borderLeftColor)) || '';

  // ---- what an element is --------------------------------------------------------------------
  const SKIP = new Set(['script', 'style', 'noscript', 'template', 'head', 'meta', 'link', 'title', 'base',
    'datalist', 'param', 'track', 'source', 'option', 'optgroup', 'rp', 'colgroup', 'col', 'area', 'map', 'frameset']);
  const ROLES = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'option', 'menuitem',
    'menuitemcheckbox', 'menuitemradio', 'slider', 'spinbutton', 'textbox', 'searchbox', 'combobox', 'treeitem',
    'scrollbar', 'gridcell']);
  const TAG_ROLE = { button: 'button', select: 'combobox', textarea: 'textbox', summary: 'button', video: 'video', audio: 'audio' };
  const INPUT_ROLE = { button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox',
    radio: 'radio', range: 'slider', number: 'spinbutton', search: 'searchbox', date: 'date', time: 'time',
    'datetime-local': 'datetime', month: 'month', week: 'week', color: 'color', file: 'file', password: 'password' };
  const PRESSES = ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'dblclick', 'touchstart', 'contextmenu'];
  const OTHERS = ['mouseenter', 'mouseover', 'dragstart', 'drop', 'dragover', 'wheel', 'mousemove', 'pointermove', 'keydown'];
  const HANDLES = /^(grab|grabbing|move|all-scroll|(col|row|n|e|s|w|ne|nw|se|sw|ns|ew|nesw|nwse)-resize)$/;
  const LISTS = new Set(['ul', 'ol', 'tbody', 'table', 'menu', 'dl']);
  const LINES = 'p,li,a,button,input,select,textarea,h1,h2,h3,h4,h5,h6,td,th,dt,dd,label,summary,pre,figcaption';
  const ROWISH = 'li,tr,[role=row],[role=listitem],[role=option],[role=treeitem]';

  const isEditable = (n) => n !== null && typeOf(n) === 1 && spaceOf(n) === HTML && editable(n);
  const roleAttr = (el) => {
    const r = attr(el, 'role');
    return r ? r.trim().split(/\s+/)[0].toLowerCase() : '';
  };
  const listens = (el, types) => {
    const set = heard.get(el);
    if (set) for (const t of types) if (set.has(t)) return true;
    return false;
  };
  const inlineHandler = (el) =>
    has(el, 'onclick') || has(el, 'onmousedown') || has(el, 'onpointerdown') || has(el, 'onmouseup') || has(el, 'ondblclick');
  /** What it can be used as: '' for nothing. `how` says whether that is a guess from its behaviour. */
  const use = (el, tag, st, parentCursor) => {
    const role = roleAttr(el);
    switch (tag) {
      case 'a':
        if (has(el, 'href')) return ROLES.has(role) ? role : 'link';
        break;
      case 'input': {
        const type = (el.type || 'text').toLowerCase();
        if (type === 'hidden') return '';
        if (role === 'switch' || role === 'combobox') return role;
        return INPUT_ROLE[type] || 'textbox';
      }
      case 'select':
        return el.multiple || el.size > 1 ? 'listbox' : 'combobox';
      case 'button': case 'textarea':
        return ROLES.has(role) ? role : TAG_ROLE[tag];
      case 'summary':
        return 'button';
      case 'video': case 'audio':
        return has(el, 'controls') || tag === 'video' ? tag : '';
      case 'canvas':
        return 'canvas';
    }
    if (ROLES.has(role)) return role;
    if (has(el, 'contenteditable') && isEditable(el) && !isEditable(parentOf(el))) return 'textbox';
    return '';
  };
  const guess = (el, tag, st, parentCursor) => {
    const cursor = st.cursor;
    if (HANDLES.test(cursor) && cursor !== parentCursor) return 'handle';
    if (attr(el, 'draggable') === 'true') return 'draggable';
    if (listens(el, PRESSES) || inlineHandler(el)) return 'clickable';
    if (cursor === 'pointer' && parentCursor !== 'pointer') return 'clickable';
    if (has(el, 'tabindex') && el.tabIndex >= 0) return 'clickable';
    const p = parentOf(el);
    if (p && typeOf(p) === 1 && sortableParent(p, tag)) return 'item';
    if (listens(el, ['dragstart', 'mouseenter', 'mouseover', 'drop'])) return 'hoverable';
    return '';
  };
  const sortableParent = (p, tag) => {
    const ptag = nameOf(p);
    if (!LISTS.has(ptag) && !['list', 'listbox', 'grid', 'tree', 'menu'].includes(roleAttr(p))) return false;
    return listens(p, PRESSES) || inlineHandler(p) ||
      (ptag === 'tbody' && parentOf(p) && typeOf(parentOf(p)) === 1 && listens(parentOf(p), PRESSES)) ||
      /(^|[\s-])sortable/.test(attr(p, 'class') || '');
  };

  // ---- names and hints -----------------------------------------------------------------------
  const idIn = (el, id) => {
    const r = rootOf(el);
    return typeOf(r) === 9 ? byId(r, id) : typeOf(r) === 11 ? shadowById(r, id) : null;
  };
  const innerText = get(H, 'innerText');
  const quickText = (el, most) => tidy((spaceOf(el) === HTML ? innerText(el) : rawText(el)) || '').slice(0, most);
  const labelled = (el) => {
    const ids = attr(el, 'aria-labelledby');
    if (ids) {
      const text = tidy(ids.split(/\s+/).map((id) => idIn(el, id)).filter(Boolean).map((n) => rawText(n).slice(0, 300)).join(' '));
      if (text) return text;
    }
    return tidy(attr(el, 'aria-label') || '');
  };
  const labelsOf = (el) => {
    const list = el.labels;
    return list ? [...list] : [];
  };
  /** The words of a label without those of the control in it. */
  const labelText = (label) => {
    let text = '';
    const add = (n) => {
      for (let k = firstOf(n); k; k = nextOf(k)) {
        if (typeOf(k) === 3) text += dataOf(k);
        else if (typeOf(k) === 1 && !['select', 'textarea', 'button', 'script', 'style'].includes(nameOf(k)) && shown(k)) add(k);
      }
    };
    add(label);
    return tidy(text);
  };
  const fileName = (url) => {
    if (!url || url.startsWith('data:') || url.startsWith('blob:')) return '';
    const m = url.split(/[?#]/)[0].match(/([^/]+)\/?$/);
    try {
      return m ? decodeURIComponent(m[1]) : '';
    } catch {
      return m[1];
    }
  };
  const classHint = (el) => {
    const words = (attr(el, 'class') || '').split(/\s+/).filter((w) => w && w.length < 30 && !/\d{3,}|^css-|__[A-Za-z0-9]{5}$/.test(w));
    return words.slice(0, 3).join(' ');
  };
  const cssHint = (el) => {
    for (const pseudo of ['::before', '::after', null]) {
      const st = style(el, pseudo);
      if (pseudo && st.content && st.content !== 'none' && st.content !== 'normal') {
        const m = st.content.match(/^"(.+)"/);
        if (m && /[^\s\ue000-\uf8ff]/.test(m[1])) return m[1];
      }
      const url = st.backgroundImage.match(/url\("(.+?)"\)/) || (st.maskImage || '').match(/url\("(.+?)"\)/);
      const file = url && fileName(url[1]);
      if (file) return file;
    }
    return '';
  };
  const iconHint = (el) => {
    const img = nameOf(el) === 'img' ? el : find(el, 'img');
    if (img) {
      const t = tidy(attr(img, 'alt') || attr(img, 'title') || '') || fileName(attr(img, 'src'));
      if (t) return t;
    }
    if (nameOf(el) === 'input' && el.type === 'image') return tidy(attr(el, 'alt') || '') || fileName(attr(el, 'src'));
    const svg = nameOf(el) === 'svg' ? el : find(el, 'svg');
    if (svg) {
      const t = find(svg, 'title');
      if (t) return tidy(rawText(t));
      const u = find(svg, 'use');
      const href = u && (attr(u, 'href') || attr(u, 'xlink:href'));
      if (href) return href.replace(/^.*#/, '');
      const c = attr(svg, 'aria-label') || attr(svg, 'data-icon') || classHint(svg);
      if (c) return c;
    }
    const css = cssHint(el);
    if (css) return css;
    const icon = find(el, 'i,span,use,[class*=icon]');
    return icon ? cssHint(icon) || attr(icon, 'data-icon') || classHint(icon) : '';
  };
  const hint = (el) => {
    const own = tidy(attr(el, 'title') || attr(el, 'alt') || '') || iconHint(el) || attr(el, 'data-icon') ||
      attr(el, 'name') || classHint(el) || attr(el, 'id') || '';
    if (own) return cut(tidy(own), 60);
    const href = nameOf(el) === 'a' ? fileName(attr(el, 'href')) : '';
    return cut(href || '', 60);
  };

  // ---- the walk ------------------------------------------------------------------------------
  const meet = (a, b) => {
    const l = Math.max(a[0], b[0]), t = Math.max(a[1], b[1]), r = Math.min(a[2], b[2]), d = Math.min(a[3], b[3]);
    return r - l < 1 || d - t < 1 ? null : [l, t, r, d];
  };
  const EVERYWHERE = [-1e7, -1e7, 1e7, 1e7];

  class Walk {
    constructor(how) {
      this.all = how.all === true; // the whole document as text: no window, no refs
      this.places = how.places === true;
      this.origin = how.origin || [0, 0];
      const margin = how.margin ?? 1000;
      const w = how.view || [0, 0, innerWidth, innerHeight];
      this.view = w;
      this.window = this.all ? EVERYWHERE : [w[0] - 50, w[1] - margin, w[2] + 50, w[3] + margin];
      this.most = how.most ?? 4000;
      this.lines = [];
      this.above = 0;
      this.below = 0;
      this.dropped = 0;
      this.buffer = '';
      this.bufferBox = null;
      this.bufferColour = '';
      this.suspects = [];
      this.named = new Set(); // labels whose text is the name of a control that is listed
      this.over = [];
      this.skipped = false;
      this.walked = new WeakSet(); // only once something has been skipped does it matter
    }

    line(l) {
      if (this.lines.length >= this.most) {
        this.dropped++;
        return l;
      }
      this.lines.push(l);
      return l;
    }

    flush(c) {
      const text = tidy(this.buffer);
      this.buffer = '';
      if (!text) return;
      this.line({ d: c.depth, el: null, role: c.textRole, names: [text], attrs: [], box: this.bufferBox,
        colour: this.bufferColour, at: c.home, covered: false });
      this.bufferBox = null;
    }

    text(node, c) {
      const data = dataOf(node);
      if (!/\S/.test(data)) {
        if (this.buffer && data) this.buffer += ' ';
        return;
      }
      if (c.hidden || c.fontSize < 1) return;
      let b = c.box;
      const whole = b && !this.places && c.clip === EVERYWHERE && !c.outdent && b[1] >= this.window[1] && b[3] <= this.window[3] &&
        b[0] >= this.window[0] && b[2] <= this.window[2];
      if (!whole) {
        rangeNode(range, node);
        const r = rangeBox(range);
        b = [r.left + c.ox, r.top + c.oy, r.right + c.ox, r.bottom + c.oy];
      }
      if (b[2] + c.pageX <= 0 || b[3] + c.pageY <= 0) return; // no scrolling reaches it
      if (!this.all && !meet(b, this.window)) {
        this.outside(b);
        return;
      }
      if (b[2] - b[0] < 1 || b[3] - b[1] < 1) return;
      const m = meet(b, c.clip);
      if (!m || m[2] - m[0] < 2 || m[3] - m[1] < 2) {
        if (c.scroller) c.scroller.clipped++;
        return;
      }
      if (!this.buffer) {
        this.bufferBox = b;
        this.bufferColour = c.colour;
      } else {
        const o = this.bufferBox;
        this.bufferBox = [Math.min(o[0], b[0]), Math.min(o[1], b[1]), Math.max(o[2], b[2]), Math.max(o[3], b[3])];
        if (this.bufferColour !== c.colour) this.bufferColour = '';
      }
      this.buffer += c.pre ? data.slice(0, 20000) : data;
    }

    outside(b) {
      if (b[3] <= this.window[1]) this.above++;
      else this.below++;
    }

    /** A subtree outside the window: counted only, but what sticks out into the window is seen. */
    beyond(el, c, b) {
      if (this.stretch(el, c)) return;
      const root = shadow(el);
      if (!root && this.contained(el, c, b)) return;
      let words = false;
      for (let k = firstOf(root || el); k; k = nextOf(k)) {
        const t = typeOf(k);
        if (t === 3) words ||= /\S/.test(dataOf(k));
        else if (t === 1) {
          const r = box(k);
          if (r.width === 0 && r.height === 0) {
            if (firstOf(k) && shown(k)) this.beyond(k, c, b);
            continue;
          }
          const kb = [r.left + c.ox, r.top + c.oy, r.right + c.ox, r.bottom + c.oy];
          if (kb[3] > this.window[1] && kb[1] < this.window[3] && kb[2] > this.window[0] && kb[0] < this.window[2]) this.element(k, c);
          else this.beyond(k, c, kb);
        }
      }
      const tag = nameOf(el);
      if (!SKIP.has(tag) && (words || tag === 'input' || tag === 'select' || tag === 'textarea') && b[2] + c.pageX > 0 && b[3] + c.pageY > 0) this.outside(b);
    }

    /**
     * Nothing in its flow sticks out of it: only what is positioned can be elsewhere. A box costs
     * several times what a style does, and most of a long page is like this.
     */
    contained(el, c, b) {
      if (b[3] - b[1] < 1) return false;
      if (clientHeight(el) > 0 && scrollHeight(el) > clientHeight(el) + 1 && style(el).overflowY === 'visible') return false;
      if (b[2] + c.pageX > 0 && b[3] + c.pageY > 0) {
        const lines = findAll(el, LINES).length + (matches(el, LINES) ? 1 : 0);
        const n = lines || (/\S/.test(rawText(el)) ? 1 : 0);
        if (b[3] <= this.window[1]) this.above += n;
        else this.below += n;
      }
      if (!countOf(el)) return true;
      const tree = treeOf(document, el, NodeFilter.SHOW_ELEMENT);
      const after = () => {
        do {
          const next = tree.nextSibling();
          if (next) return next;
        } while (tree.parentNode() && tree.currentNode !== el);
        return null;
      };
      for (let n = tree.nextNode(); n; ) {
        const position = SKIP.has(nameOf(n)) ? '' : style(n).position;
        if (position !== 'fixed' && position !== 'absolute' && !shadow(n)) {
          n = tree.nextNode();
          continue;
        }
        const r = box(n);
        const nb = [r.left + c.ox, r.top + c.oy, r.right + c.ox, r.bottom + c.oy];
        if ((r.width > 0 || r.height > 0) && meet(nb, this.window)) this.element(n, c);
        else this.beyond(n, c, nb);
        n = after();
      }
      return true;
    }

    children(el, c) {
      const root = shadow(el);
      if (root) {
        watch(root);
        for (let k = firstOf(root); k; k = nextOf(k)) this.node(k, c);
        return;
      }
      if (!this.all && this.stretch(el, c)) return;
      if (nameOf(el) === 'slot') {
        const given = slotted(el, { flatten: true });
        if (given.length) {
          for (const k of given) this.node(k, c);
          return;
        }
      }
      for (let k = firstOf(el); k; k = nextOf(k)) this.node(k, c);
    }

    /**
     * Of very many children that follow each other downwards only those in the window are walked.
     * What is laid out elsewhere out of the others is found by `strays`.
     */
    stretch(el, c) {
      const n = countOf(el);
      if (n < 60 || el === c.bodyEl) return false;
      const kids = kidsOf(el);
      const top = (i) => {
        for (let j = i; j < Math.min(n, i + 20); j++) {
          const r = box(kids[j]);
          if (r.width > 0 || r.height > 0) return [r.top + c.oy, r.bottom + c.oy];
        }
        return null;
      };
      let was = -Infinity;
      for (let i = 0; i < 8; i++) {
        const t = top(Math.floor(((n - 1) * i) / 7));
        if (!t || t[0] < was) return false;
        was = t[0];
      }
      const seek = (past) => {
        let lo = 0, hi = n;
        while (lo < hi) {
          const mid = (lo + hi) >> 1;
          const t = top(mid);
          if (t && past(t)) hi = mid;
          else lo = mid + 1;
        }
        return lo;
      };
      const from = Math.max(0, seek((t) => t[1] > this.window[1]) - 8);
      const to = Math.min(n, seek((t) => t[0] >= this.window[3]) + 8);
      if (to - from > n * 0.8) return false;
      const each = Math.max(1, this.linesIn(kids[Math.min(n - 1, to)] || kids[0]));
      this.above += each * from;
      this.below += each * (n - to);
      this.skipped = true;
      if (from >= to) return true;
      const end = to < n ? kids[to] : null;
      for (let k = kids[from]; k && k !== end; k = nextOf(k)) this.node(k, c);
      return true;
    }

    /** About how many lines a part of the page would take. */
    linesIn(el) {
      let lines = 0;
      const count = (n, left) => {
        let words = false;
        for (let k = firstOf(n); k && left > 0; k = nextOf(k)) {
          if (typeOf(k) === 3) words ||= /\S/.test(dataOf(k));
          else if (typeOf(k) === 1 && !SKIP.has(nameOf(k))) count(k, left - 1);
        }
        if (words) lines++;
      };
      count(el, 8);
      return lines;
    }

    /** Painted in the viewport, but child of something that was skipped: found by where it is. */
    strays(c) {
      if (!this.skipped) return;
      for (let i = 0; i < 5; i++) {
        for (let j = 0; j < 4; j++) {
          const h = docPoint(document, (innerWidth * (i + 0.5)) / 5, (innerHeight * (j + 0.5)) / 4);
          if (!h || this.walked.has(h)) continue;
          let highest = null;
          for (let n = h; n && typeOf(n) === 1 && !this.walked.has(n); n = up(n)) {
            const position = style(n).position;
            if (position === 'fixed' || position === 'absolute') highest = n;
          }
          if (highest) {
            this.element(highest, c);
            this.flush(c);
          }
        }
      }
    }

    node(n, c) {
      const t = typeOf(n);
      if (t === 3) this.text(n, c);
      else if (t === 1) this.element(n, c);
    }

    element(el, c) {
      const tag = nameOf(el);
      if (SKIP.has(tag)) return;
      if (tag === 'br') {
        this.flush(c);
        return;
      }
      const r = box(el);
      const b = [r.left + c.ox, r.top + c.oy, r.right + c.ox, r.bottom + c.oy];
      const flat = r.width === 0 || r.height === 0;
      if (flat && !firstOf(el) && !shadow(el) && tag !== 'slot') return;
      if (!flat && !this.all && (b[3] <= this.window[1] || b[1] >= this.window[3] || b[2] <= this.window[0] || b[0] >= this.window[2])) {
        this.beyond(el, c, b);
        return;
      }
      this.walked.add(el);
      const st = style(el);
      const display = st.display;
      if (display === 'none') return;
      const position = st.position;
      let clip = c.clip;
      if (position === 'absolute') clip = c.absClip;
      else if (position === 'fixed') clip = c.fixClip;
      const opacity = c.opacity * Number(st.opacity);
      const hidden = st.visibility !== 'visible' || opacity < 0.05;
      const inline = display === 'inline' || display === 'contents';
      const k = { ...c, clip, opacity, hidden, cursor: st.cursor, box: flat ? null : b };
      if (!inline) this.flush(c);
      if (spaceOf(el) === SVG && tag === 'svg') {
        if (!hidden && !flat && meet(b, clip)) this.svg(el, k, b, st);
        return;
      }
      if (!hidden) {
        k.fontSize = parseFloat(st.fontSize);
        k.colour = st.color;
        if (!inline) k.outdent = st.textIndent.startsWith('-');
        if (c.colour !== st.color && colour(st.color) === '' && st.webkitBackgroundClip !== 'text') k.hidden = st.textShadow === 'none';
      }
      k.scrolls = false;
      if (display !== 'inline' || position !== 'static') this.clips(el, st, k, b, position);
      if (position !== 'static' && !flat && (position !== 'relative' || st.zIndex !== 'auto')) this.lays(el, tag, b, position);
      if (has(el, 'inert')) k.inert = true;
      if (tag === 'iframe' || tag === 'frame' || tag === 'object' || tag === 'embed') {
        if (!hidden && !flat) this.frame(el, k, b, tag);
        return;
      }
      this.flow(el, tag, st, k, b, flat, inline, c);
      if (!inline) this.flush(c);
    }

    /** Remembers what is laid over others, so that only what lies under it is hit-tested. */
    lays(el, tag, b, position) {
      if (this.over.length >= 400) return;
      const m = tag === 'dialog' && matches(el, ':modal') ? this.view : meet(b, this.view);
      if (m) this.over.push([el, m]);
    }

    /** What its descendants are clipped by, and whether it scrolls. */
    clips(el, st, k, b, position) {
      const ox = st.overflowX, oy = st.overflowY;
      const positioned = position !== 'static';
      if (st.clipPath !== 'none' && /inset\((50|100)%/.test(st.clipPath)) k.clip = k.absClip = [0, 0, 0, 0];
      else if (st.clip !== 'auto' && position === 'absolute' && /rect\((0px|1px),? (0px|1px)/.test(st.clip)) k.clip = k.absClip = [0, 0, 0, 0];
      const clipping = ox !== 'visible' || oy !== 'visible';
      if (clipping && el !== k.rootEl && el !== k.bodyEl) {
        const scrollsY = (oy === 'auto' || oy === 'scroll') && scrollHeight(el) > clientHeight(el) + 1;
        const scrollsX = (ox === 'auto' || ox === 'scroll') && scrollWidth(el) > clientWidth(el) + 1;
        k.scrolls = scrollsX || scrollsY;
        if (!(this.all && k.scrolls)) {
          const l = b[0] + clientLeft(el), t = b[1] + clientTop(el);
          const inner = [ox === 'visible' ? -1e7 : l, oy === 'visible' ? -1e7 : t,
            ox === 'visible' ? 1e7 : l + clientWidth(el), oy === 'visible' ? 1e7 : t + clientHeight(el)];
          k.clip = meet(inner, k.clip) || [0, 0, 0, 0];
          if (positioned) k.absClip = k.clip;
        }
      } else if (positioned) k.absClip = k.clip;
      if (st.transform !== 'none') k.absClip = k.fixClip = k.clip;
    }

    flow(el, tag, st, k, b, flat, inline, c) {
      const seen = meet(b, c.clip === k.clip ? k.clip : st.position === 'absolute' ? c.absClip : st.position === 'fixed' ? c.fixClip : c.clip);
      const reachable = !flat && seen !== null && seen[2] - seen[0] >= 2 && seen[3] - seen[1] >= 2 && b[2] + c.pageX > 0 && b[3] + c.pageY > 0;
      let role = '';
      let guessed = false;
      if (!this.all && st.pointerEvents !== 'none') {
        role = use(el, tag, st, c.cursor);
        if (!role && tag !== 'label' && tag !== 'body' && tag !== 'html' && reachable) {
          role = guess(el, tag, st, c.cursor);
          guessed = role !== '';
        }
      } else if (!this.all && (tag === 'input' || tag === 'button' || tag === 'select' || tag === 'textarea')) role = use(el, tag, st, c.cursor);
      else if (this.all && (tag === 'textarea' || tag === 'input' || tag === 'select')) role = use(el, tag, st, c.cursor);
      if (role && !reachable) {
        if (!flat && st.visibility === 'visible' && c.scroller && !firstOf(el)) c.scroller.clipped++;
        role = '';
        if (tag === 'select' || tag === 'textarea' || tag === 'input' || tag === 'canvas') return;
      }
      if (role && st.visibility !== 'visible') role = '';
      // Opacity 0 is not painted, but a control there can be the one that takes the click.
      if (role && k.opacity < 0.05 && (guessed || !this.topmost(el, seen, k))) role = '';
      if (guessed && this.tooWide(el, seen, role)) role = '';
      if (tag === 'label' && !role) {
        if (this.label(el, k, b, c, inline)) return;
      }
      if (role) {
        this.flush(c);
        this.control(el, tag, role, st, k, b, c, guessed);
        return;
      }
      if (tag === 'select' || tag === 'textarea' || tag === 'input' || tag === 'video' || tag === 'audio') return;
      if (tag === 'img') {
        this.image(el, k, b, c, reachable);
        return;
      }
      if (tag === 'progress' || tag === 'meter' || roleAttr(el) === 'progressbar' || roleAttr(el) === 'meter') {
        if (reachable && !k.hidden) {
          this.flush(c);
          this.line(this.make(el, 'progress', [labelled(el)], k, b, [['value', String(attr(el, 'aria-valuetext') || attr(el, 'aria-valuenow') || el.value || '')]], false));
        }
        if (tag === 'progress' || tag === 'meter') return;
      }
      if (tag === 'tr' || roleAttr(el) === 'row') {
        this.row(el, st, k, c);
        return;
      }
      this.suspect(el, tag, k, reachable);
      if (reachable && !k.hidden && !firstOf(el) && !shadow(el) && this.emptyBox(el, st, k, b, c)) return;
      this.container(el, tag, st, k, b, c, reachable);
    }

    /** Regions that deserve a line of their own and indent what is in them; rows; plain blocks. */
    container(el, tag, st, k, b, c, reachable) {
      const role = roleAttr(el);
      if (k.scrolls && reachable && !k.hidden) {
        this.flush(c);
        const l = this.line(this.make(el, 'scroller', [labelled(el)], c, b, [], !this.all));
        l.clipped = 0;
        k.scroller = l;
        k.depth = c.depth + 1;
        this.children(el, k);
        this.flush(k);
        const down = scrollHeight(el) > clientHeight(el) + 1;
        l.attrs.push(['scroll', (down ? Math.round(scrollTop(el)) : Math.round(scrollLeft(el))) + ' of ' +
          (down ? scrollHeight(el) - clientHeight(el) : scrollWidth(el) - clientWidth(el)) + (down ? '' : ' sideways')]);
        if (l.clipped) l.attrs.push(['clipped', String(l.clipped)]);
        return;
      }
      if (role === 'dialog' || role === 'alertdialog' || tag === 'dialog' || role === 'menu' || role === 'listbox' ||
          role === 'radiogroup' || role === 'tablist' || tag === 'fieldset' || role === 'tooltip') {
        const kind = tag === 'fieldset' ? 'group' : tag === 'dialog' ? 'dialog' : role;
        let name = labelled(el);
        let legend = null;
        if (tag === 'fieldset') {
          for (let n = firstOf(el); n; n = nextOf(n)) if (typeOf(n) === 1 && nameOf(n) === 'legend') legend = n;
          if (legend && !name) name = tidy(rawText(legend));
        }
        if (tag !== 'fieldset' || name) {
          const at = this.lines.length;
          const l = this.make(el, kind, [cut(name, 200)], c, b, [], false);
          this.line(l);
          k.depth = c.depth + 1;
          if (tag === 'fieldset') k.legend = legend;
          this.children(el, k);
          this.flush(k);
          if (this.lines.length === at + 1) this.lines.length = at; // nothing in it
          return;
        }
      }
      if (c.legend && c.legend === el) return;
      const was = k.textRole;
      if (/^h[1-6]$/.test(tag) || role === 'heading') k.textRole = 'heading';
      else if (role === 'alert' || role === 'status') k.textRole = role;
      if (k.textRole !== was) this.flush(c);
      const grouping = tag === 'li' || role === 'listitem' || tag === 'article' || role === 'article' || tag === 'dd' || this.alike(el, tag);
      const at = this.lines.length;
      if (grouping) this.flush(c);
      this.children(el, k);
      if (k.textRole !== was || grouping) this.flush(k);
      if (grouping) this.group(at);
      else if (this.lines.length === at && reachable && !k.hidden && !this.buffer) this.pseudo(el, k, b, c);
    }

    /** Whether siblings beside it are built alike: then it is a row of something. */
    alike(el, tag) {
      if (tag !== 'div' && tag !== 'section') return false;
      const cls = attr(el, 'class');
      if (!cls) return false;
      const next = nextEl(el), prev = prevEl(el);
      return (next !== null && nameOf(next) === tag && attr(next, 'class') === cls) ||
        (prev !== null && nameOf(prev) === tag && attr(prev, 'class') === cls);
    }

    /** Indents all but the first line of a row, so that an icon belongs to its row. */
    group(at) {
      const n = this.lines.length - at;
      if (n < 2 || n > 40) return;
      let used = false;
      for (let i = at; i < this.lines.length; i++) used ||= this.lines[i].el !== null;
      if (!used) return;
      const d = this.lines[at].d;
      for (let i = at + 1; i < this.lines.length; i++) if (this.lines[i].d >= d) this.lines[i].d++;
    }

    /** Text that only CSS paints. */
    pseudo(el, k, b, c) {
      const st = style(el, '::before');
      const m = st.content.match(/^"(.+)"$/) || style(el, '::after').content.match(/^"(.+)"$/);
      if (!m || !/[^\s\ue000-\uf8ff]/.test(m[1]) || k.fontSize < 1) return;
      this.buffer += ' ' + m[1].replace(/\\(.)/g, '$1');
      this.bufferBox = b;
      this.bufferColour = k.colour;
    }

    row(el, st, k, c) {
      const role = guess(el, 'tr', st, c.cursor);
      const cells = [];
      for (const cell of kidsOf(el)) {
        const t = nameOf(cell);
        if (t === 'td' || t === 'th' || ['cell', 'gridcell', 'columnheader', 'rowheader'].includes(roleAttr(cell))) cells.push(cell);
      }
      const layout = cells.length < 2 || find(el, 'table,h1,h2,h3,h4,ul,ol,form,section,article,p') !== null;
      if (layout) {
        const at = this.lines.length;
        this.flush(c);
        this.children(el, k);
        this.flush(k);
        if (cells.length > 1 || role) this.group(at);
        return;
      }
      this.flush(c);
      const r = box(el);
      const at = this.lines.length;
      const l = this.line(this.make(el, 'row', [], c, [r.left + c.ox, r.top + c.oy, r.right + c.ox, r.bottom + c.oy], [], role !== '' && !this.all));
      const names = [];
      const kept = [];
      const inner = { ...k, depth: c.depth + 1, home: el };
      for (const cell of cells) {
        const from = this.lines.length;
        this.element(cell, inner);
        this.flush(inner);
        const words = [];
        for (const x of this.lines.splice(from)) {
          if (x.el === null && x.role === 'text') words.push(x.names[0]);
          else kept.push(x);
        }
        names.push(words.join(' '));
      }
      l.names = names;
      if (kept.length === 0 && names.every((n) => n === '')) {
        if (this.lines.length > at) this.lines.length = at;
        return;
      }
      for (const x of kept) if (x.d > c.depth) this.line(x);
    }

    /** A label stands for a control nobody sees; the words of a seen control's label are its name. */
    label(el, k, b, c, inline) {
      const control = el.control;
      if (!control) return false;
      const cr = box(control);
      const type = control.type;
      const st = style(control);
      const invisible = st.display === 'none' || st.visibility !== 'visible' || cr.width < 3 || cr.height < 3 ||
        Number(st.opacity) < 0.05 || st.clip !== 'auto' || /inset\(/.test(st.clipPath);
      if (invisible && (type === 'checkbox' || type === 'radio' || type === 'file')) {
        this.flush(c);
        const l = this.make(el, INPUT_ROLE[type], [], c, b, [], true);
        this.line(l);
        this.states(control, type, l.attrs, nameOf(control));
        this.inside(el, l, k, c, 40);
        return true;
      }
      if (!invisible && control.labels && control.labels.length === 1) {
        // Its words are shown once, as the control's name; a control inside is walked.
        const words = labelText(el);
        if (words && words.length <= 100 && !find(el, 'a,button,p,ul,table')) {
          if (within(el, control)) {
            this.named.add(control);
            this.flush(c);
            for (const n of findAll(el, 'input,select,textarea')) if (n === control) this.descend(el, n, k);
            return true;
          }
          const cb = [cr.left + c.ox, cr.top + c.oy, cr.right + c.ox, cr.bottom + c.oy];
          if (meet(cb, this.window) && meet(cb, c.clip)) return true;
        }
      }
      return false;
    }

    /** Walks to one descendant without the text on the way. */
    descend(from, to, k) {
      this.element(to, k);
      this.flush(k);
    }

    image(el, k, b, c, reachable) {
      if (!reachable || k.hidden) return;
      const alt = tidy(attr(el, 'alt') || attr(el, 'title') || attr(el, 'aria-label') || '');
      const w = b[2] - b[0], h = b[3] - b[1];
      if (!alt && (w < 24 || h < 24)) return;
      const file = alt ? '' : fileName(attr(el, 'src'));
      if (!alt && !file && (w < 48 || h < 48)) return;
      this.flush(c);
      const l = this.make(el, 'img', [cut(alt, 200)], c, b, file ? [['hint', cut(file, 60)]] : [], false);
      this.line(l);
    }

    emptyBox(el, st, k, b, c) {
      if (this.all) return false;
      const w = b[2] - b[0], h = b[3] - b[1];
      if (w < 5 || h < 5 || w > 300 || h > 300 || w / h > 15 || h / w > 15) return false;
      const fill = paint(st), edge = bordered(st);
      if (!fill && !edge) return false;
      this.flush(c);
      const attrs = [];
      if (fill) attrs.push(['color', fill]);
      else attrs.push(['border', edge]);
      if (fill === 'image') attrs.push(['hint', hint(el)]);
      if (st.borderTopLeftRadius === '50%') attrs.push(['round', null]);
      const l = this.make(el, 'box', [tidy(attr(el, 'title') || attr(el, 'aria-label') || '')], c, b, attrs, true);
      l.place = true;
      this.line(l);
      return true;
    }

    svg(el, k, b, st) {
      if (this.all) {
        for (const t of findAll(el, 'text')) this.children(t, k);
        return;
      }
      const w = b[2] - b[0], h = b[3] - b[1];
      const shapes = [...findAll(el, 'rect,circle,ellipse,line,polyline,polygon,path,text,image')]
        .filter((s) => !closest(s, 'defs,clipPath,mask,pattern,symbol,marker'));
      const acting = use(el, 'svg', st, k.cursor) || guess(el, 'svg', st, '');
      const label = labelled(el) || (find(el, 'title') && nameOf(parentOf(find(el, 'title'))) === 'svg' ? tidy(rawText(find(el, 'title'))) : '');
      const small = w <= 40 && h <= 40 && !shapes.some((s) => nameOf(s) === 'text' || listens(s, PRESSES) || inlineHandler(s));
      if (small || k.naming && shapes.every((s) => nameOf(s) !== 'text' && !listens(s, PRESSES))) {
        if (acting && !k.naming) {
          this.line(this.make(el, acting === 'hoverable' ? 'clickable' : acting, [label], k, b, label ? [] : [['hint', hint(el)]], true));
        } else if (label && !k.naming) this.line(this.make(el, 'img', [label], k, b, [], false));
        return;
      }
      const l = this.make(el, 'svg', [label], k, b, [], true);
      l.place = true;
      this.line(l);
      let count = 0;
      for (const s of shapes) {
        if (count >= 150) break;
        const r = box(s);
        const sb = [r.left + k.ox, r.top + k.oy, r.right + k.ox, r.bottom + k.oy];
        if (r.width === 0 && r.height === 0 || !meet([sb[0] - 1, sb[1] - 1, sb[2] + 1, sb[3] + 1], k.clip)) continue;
        const ss = style(s);
        if (ss.visibility !== 'visible' || ss.display === 'none' || Number(ss.opacity) < 0.05) continue;
        const kind = nameOf(s);
        const attrs = [];
        const fill = colour(ss.fill), stroke = colour(ss.stroke);
        if (fill && kind !== 'line') attrs.push(['fill', fill]);
        if (stroke) attrs.push(['stroke', stroke]);
        if (!fill && !stroke && kind !== 'text' && kind !== 'image') continue;
        const t = find(s, 'title');
        const name = kind === 'text' ? tidy(rawText(s)) : labelled(s) || (t ? tidy(rawText(t)) : '');
        const x = this.make(s, kind, [cut(name, 100)], { ...k, depth: k.depth + 1 }, sb, attrs, true);
        x.place = true;
        this.line(x);
        count++;
      }
      if (count < shapes.length && count >= 150) l.attrs.push(['more', String(shapes.length - count)]);
    }

    frame(el, k, b, tag) {
      if (!meet(b, k.clip)) return;
      if (this.all && tag !== 'iframe' && tag !== 'frame') return;
      this.flush(k);
      const name = tidy(attr(el, 'title') || labelled(el) || attr(el, 'name') || '');
      const l = this.line(this.make(el, 'frame', [cut(name, 100)], k, b, [], !this.all));
      const doc = docIn(el);
      const x = b[0] + clientLeft(el), y = b[1] + clientTop(el);
      const inner = [x, y, x + clientWidth(el), y + clientHeight(el)];
      const clip = meet(inner, k.clip) || [0, 0, 0, 0];
      if (!doc) {
        l.frame = true;
        l.inner = inner;
        const seen = meet(clip, this.window) || [0, 0, 0, 0];
        l.seen = seen;
        return;
      }
      const at = this.lines.length;
      this.document(doc, { depth: k.depth + 1, ox: x, oy: y, clip, scroller: l });
      const scrolling = scrollingOf(doc);
      if (scrolling && scrollHeight(scrolling) > clientHeight(scrolling) + 1) {
        l.attrs.push(['scroll', Math.round(scrollTop(scrolling)) + ' of ' + (scrollHeight(scrolling) - clientHeight(scrolling))]);
        if (l.clipped) l.attrs.push(['clipped', String(l.clipped)]);
      }
      if (this.lines.length === at && !name && !l.clipped) this.lines.length = at - 1;
    }

    document(doc, place) {
      const root = htmlOf(doc), body = bodyOf(doc);
      if (!root) return;
      watch(doc);
      if (place.scroller) place.scroller.clipped = 0;
      const scrolling = scrollingOf(doc);
      const c = { depth: place.depth, clip: place.clip, absClip: place.clip, fixClip: place.clip, ox: place.ox, oy: place.oy,
        pageX: (scrolling ? scrollLeft(scrolling) : 0) - place.ox, pageY: (scrolling ? scrollTop(scrolling) : 0) - place.oy,
        opacity: 1, hidden: false, fontSize: 16, colour: '', cursor: 'auto', textRole: 'text', scroller: place.scroller || null,
        rootEl: root, bodyEl: body, home: null, inert: false, box: null, outdent: false, pre: false, naming: false, legend: null, scrolls: false };
      this.element(root, c);
      this.flush(c);
      if (doc === document) this.strays(c);
    }

    /** An element that can be used. */
    control(el, tag, role, st, k, b, c, guessed) {
      if (this.all) {
        const value = tag === 'select' ? (el.selectedOptions[0] ? el.selectedOptions[0].label : '') : el.type === 'password' ? '' : el.value;
        if (value && !['checkbox', 'radio', 'hidden'].includes(el.type)) this.line(this.make(el, 'text', [tidy(value)], c, b, [], false));
        return;
      }
      const l = this.make(el, role, [], c, b, [], true);
      this.line(l);
      if (role === 'canvas' || role === 'handle' || role === 'slider' || role === 'draggable') l.place = true;
      let name = labelled(el);
      const field = tag === 'input' || tag === 'select' || tag === 'textarea';
      if (field) {
        if (!name) name = labelsOf(el).map(labelText).filter(Boolean).join(' ');
        if (!name && role === 'button') name = tidy(el.value || (el.type === 'submit' ? 'Submit' : el.type === 'reset' ? 'Reset' : ''));
        if (!name) name = tidy(attr(el, 'placeholder') || attr(el, 'title') || '');
        this.states(el, tag === 'input' ? el.type : tag, l.attrs, tag);
      } else if (role === 'textbox' || role === 'searchbox') {
        const text = tidy(quickText(el, 100000));
        l.attrs.push(['multiline', null]);
        if (text) l.attrs.push(['value', text.toWellFormed()]);
        this.aria(el, l.attrs);
        if (!name) name = tidy(attr(el, 'placeholder') || attr(el, 'data-placeholder') || attr(el, 'aria-placeholder') || '');
      } else {
        this.aria(el, l.attrs);
        if (tag === 'summary') {
          const details = parentOf(el);
          l.attrs.push([details && typeOf(details) === 1 && has(details, 'open') ? 'expanded' : 'collapsed', null]);
        }
        if (tag === 'video' || tag === 'audio') l.attrs.push([el.paused ? 'paused' : 'playing', null]);
        if (tag === 'canvas' && !name) name = tidy(rawText(el)).slice(0, 100);
      }
      l.names = [cut(name, 300)];
      if (guessed && !firstOf(el)) {
        const fill = paint(st) || bordered(st);
        if (fill && fill !== 'image') l.attrs.push(['color', fill]);
        l.place = true;
      }
      if (!field && tag !== 'canvas' && tag !== 'video' && tag !== 'audio' && role !== 'textbox' && role !== 'searchbox') this.inside(el, l, k, c, guessed ? 8 : 40);
      if (l.names[0] === '' && !l.dead) {
        const h = field ? cut(tidy(attr(el, 'name') || attr(el, 'id') || classHint(el)), 60) : hint(el);
        if (h) l.attrs.push(['hint', h]);
      }
      if (k.scrolls) l.attrs.push(['scroll', Math.round(scrollTop(el)) + ' of ' + (scrollHeight(el) - clientHeight(el))]);
    }

    /** Walks into a control: painted text becomes its name, what else is there is nested. */
    inside(el, l, k, c, most) {
      const at = this.lines.length;
      const inner = { ...k, depth: c.depth + 1, textRole: 'text', naming: true, home: el };
      this.children(el, inner);
      this.flush(inner);
      const got = this.lines.splice(at);
      let texts = 0, refs = 0, items = 0;
      for (const x of got) {
        if (x.el === null || x.role === 'img') texts++;
        else if (x.ref) refs++;
        if (x.role === 'item') items++;
      }
      const plain = l.role === 'clickable' || l.role === 'hoverable' || l.role === 'item' || l.role === 'draggable';
      if (plain && (texts > 12 || refs > most || items > 1)) {
        // A part of the page that listens for what is in it: that counts, not itself.
        l.dead = true;
        this.lines.splice(this.lines.indexOf(l), 1);
        for (const x of got) {
          x.d--;
          this.lines.push(x);
        }
        return;
      }
      const words = [];
      const kept = [];
      const merge = l.names.length === 0 || l.names[0] === '' || l.names[0] === undefined;
      for (const x of got) {
        if (x.el === null || (x.role === 'img' && !x.ref)) {
          if (x.names[0]) words.push(x.names[0]);
        } else kept.push(x);
      }
      const text = tidy(words.join(' '));
      if (merge) l.names = [cut(text, 300)];
      else if (text && !l.names[0].toLowerCase().includes(text.toLowerCase())) l.attrs.push(['text', cut(text, 300)]);
      for (const x of kept) this.lines.push(x);
    }

    states(el, type, attrs, tag) {
      if (type === 'checkbox' || type === 'radio') {
        if (el.indeterminate) attrs.push(['mixed', null]);
        else if (el.checked) attrs.push(['checked', null]);
      } else if (type === 'password') {
        if (el.value) attrs.push(['filled', null]);
      } else if (type === 'file') {
        attrs.push(['value', [...el.files].map((f) => f.name).join(', ')]);
        if (el.multiple) attrs.push(['multiple', null]);
      } else if (tag === 'select') {
        const chosen = [...el.selectedOptions].map((o) => tidy(o.label));
        attrs.push(['value', cut(chosen.join(', '), 300)]);
        if (el.multiple) attrs.push(['multiple', null]);
        const options = [...el.options].slice(0, 20).map((o) => cut(tidy(o.label), 60));
        attrs.push(['options', options]);
        if (el.options.length > 20) attrs.push(['more', String(el.options.length - 20)]);
      } else if (!['button', 'submit', 'reset', 'image'].includes(type)) {
        if (tag === 'textarea') attrs.push(['multiline', null]);
        const value = el.value;
        if (value || type === 'range' || type === 'number') attrs.push(['value', value.toWellFormed()]);
        if (type === 'range' || type === 'number') {
          if (el.min) attrs.push(['min', el.min]);
          if (el.max) attrs.push(['max', el.max]);
          if (el.step && el.step !== '1') attrs.push(['step', el.step]);
        }
      }
      if (el.disabled || attr(el, 'aria-disabled') === 'true') attrs.push(['disabled', null]);
      if (el.readOnly === true) attrs.push(['readonly', null]);
      if (el.required) attrs.push(['required', null]);
      if (attr(el, 'aria-invalid') === 'true') attrs.push(['invalid', null]);
      if (attr(el, 'aria-expanded')) attrs.push([attr(el, 'aria-expanded') === 'true' ? 'expanded' : 'collapsed', null]);
    }

    aria(el, attrs) {
      const a = (n) => attr(el, 'aria-' + n);
      const checked = a('checked');
      if (checked === 'true') attrs.push(['checked', null]);
      else if (checked === 'mixed') attrs.push(['mixed', null]);
      if (a('pressed') === 'true') attrs.push(['pressed', null]);
      if (a('selected') === 'true') attrs.push(['selected', null]);
      if (a('current') && a('current') !== 'false') attrs.push(['current', null]);
      if (a('expanded')) attrs.push([a('expanded') === 'true' ? 'expanded' : 'collapsed', null]);
      if (a('disabled') === 'true' || matches(el, ':disabled')) attrs.push(['disabled', null]);
      if (a('readonly') === 'true') attrs.push(['readonly', null]);
      if (a('invalid') === 'true') attrs.push(['invalid', null]);
      if (a('valuenow') !== null) {
        attrs.push(['value', a('valuetext') || a('valuenow')]);
        if (a('valuemin') !== null) attrs.push(['min', a('valuemin')]);
        if (a('valuemax') !== null) attrs.push(['max', a('valuemax')]);
      }
    }

    make(el, role, names, c, b, attrs, ref) {
      return { d: c.depth, el, role, names, attrs, box: b, ref, place: false, covered: c.inert === true, colour: '', at: c.home,
        ox: c.ox, oy: c.oy, clip: c.clip };
    }

    tooWide(el, seen, role) {
      if (role === 'handle' || role === 'draggable' || role === 'item' || !seen) return false;
      const area = (seen[2] - seen[0]) * (seen[3] - seen[1]);
      const view = (this.view[2] - this.view[0]) * (this.view[3] - this.view[1]);
      return area > view * 0.5 && (find(el, 'a,button,input,select,textarea') !== null || rawText(el).length > 400);
    }

    /** May host a closed shadow root: worth asking the browser once. */
    suspect(el, tag, k, reachable) {
      if (!reachable || shadow(el) || this.suspects.length >= 200) return;
      const custom = tag.includes('-');
      if (!custom && !HOSTS.has(tag)) return;
      const first = firstOf(el);
      if (!custom && first) {
        // Light children that are not rendered: something else stands in their place.
        for (let n = first; n; n = nextOf(n)) {
          const t = typeOf(n);
          if (t === 3 && /\S/.test(dataOf(n))) {
            rangeNode(range, n);
            if (rangeBox(range).height > 0) return;
          } else if (t === 1) {
            if (SKIP.has(nameOf(n)) || !boxes(n).length) continue;
            return;
          }
        }
      }
      const r = box(el);
      const sign = Math.round(r.width) + 'x' + Math.round(r.height);
      if (probed.get(el) === sign) return;
      probed.set(el, sign);
      this.suspects.push(el);
    }

    /** Whether a press at its middle, or another point of it, reaches it. */
    topmost(el, seen, k) {
      const v = meet(seen, this.view);
      if (!v) return true;
      return spot(el, [v], k.ox, k.oy).hit;
    }

    cover() {
      for (const l of this.lines) {
        if (!l.el || !l.ref || l.role === 'scroller' || l.role === 'frame' || l.covered) continue;
        const v = l.box && meet(l.box, this.view);
        const s = v && meet(v, l.clip);
        if (!s) continue;
        const x = (s[0] + s[2]) / 2, y = (s[1] + s[3]) / 2;
        const under = this.over.some(([o, m]) => x >= m[0] && x <= m[2] && y >= m[1] && y <= m[3] && !holds(o, l.el) && !holds(l.el, o));
        if (!under) continue;
        if (!spot(l.el, [s], l.ox, l.oy).hit) l.covered = true;
      }
    }
  }
  const HOSTS = new Set(['article', 'aside', 'blockquote', 'div', 'footer', 'h1', 'h2', 'h3', 'header', 'main', 'nav', 'p', 'section', 'span']);

  // ---- points --------------------------------------------------------------------------------
  const deepest = (doc, x, y) => {
    let h = docPoint(doc, x, y);
    while (h) {
      const root = shadow(h);
      if (!root) break;
      const i = rootPoint(root, x, y);
      if (!i || i === h) break;
      h = i;
    }
    return h;
  };
  /** A press at h is a press on el: in it, or on the label or the frame's inside of it. */
  const lands = (el, h) => {
    if (!h) return false;
    if (h === el || holds(el, h)) return true;
    const label = closest(h, 'label');
    if (label && label.control === el) return true;
    // A part of text laid over its own link, or an icon that lets the pointer through.
    return false;
  };
  /** First point of the parts (in root coordinates) where el is topmost, else what covers it. */
  const spot = (el, parts, ox, oy) => {
    let over = null;
    const doc = docOf(el);
    for (const p of parts) {
      for (const [fx, fy] of POINTS) {
        const x = p[0] + (p[2] - p[0]) * fx, y = p[1] + (p[3] - p[1]) * fy;
        const h = deepest(doc, x - ox, y - oy);
        if (lands(el, h) && throughFrames(doc, x - ox, y - oy)) return { hit: true, x, y };
        if (!over && h) over = h;
      }
    }
    return { hit: false, over };
  };
  const POINTS = [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.2], [0.5, 0.8], [0.1, 0.1], [0.9, 0.9], [0.9, 0.1], [0.1, 0.9]];
  /** In a frame inside this document: the frame itself must be topmost there, all the way up. */
  const throughFrames = (doc, x, y) => {
    for (let d = doc; d !== document; ) {
      const f = frameOf(d);
      if (!f) return true;
      const r = box(f);
      x += r.left + clientLeft(f);
      y += r.top + clientTop(f);
      d = docOf(f);
      if (deepest(d, x, y) !== f) return false;
    }
    return true;
  };
  const offsetOf = (doc) => {
    let x = 0, y = 0;
    for (let d = doc; d !== document; ) {
      const f = frameOf(d);
      if (!f) break;
      const r = box(f);
      x += r.left + clientLeft(f);
      y += r.top + clientTop(f);
      d = docOf(f);
    }
    return [x, y];
  };
  /** The parts of it that scrollers and the viewport let through. */
  const visibleParts = (el) => {
    const [ox, oy] = offsetOf(docOf(el));
    let clip = [0, 0, innerWidth, innerHeight];
    let position = style(el).position;
    for (let n = up(el); n; n = up(n)) {
      if (typeOf(n) !== 1) break;
      const st = style(n);
      const skips = position === 'fixed' || (position === 'absolute' && st.position === 'static');
      if (!skips && (st.overflowX !== 'visible' || st.overflowY !== 'visible') && n !== htmlOf(docOf(n)) && n !== bodyOf(docOf(n))) {
        const r = box(n);
        const l = r.left + ox + clientLeft(n), t = r.top + oy + clientTop(n);
        clip = meet(clip, [l, t, l + clientWidth(n), t + clientHeight(n)]) || [0, 0, 0, 0];
      }
      if (!skips) position = st.position;
    }
    for (let d = docOf(el); d !== document; ) {
      const f = frameOf(d);
      if (!f) break;
      const [fx, fy] = offsetOf(docOf(f));
      const r = box(f);
      const l = r.left + fx + clientLeft(f), t = r.top + fy + clientTop(f);
      clip = meet(clip, [l, t, l + clientWidth(f), t + clientHeight(f)]) || [0, 0, 0, 0];
      d = docOf(f);
    }
    const parts = [];
    for (const r of boxes(el)) {
      const p = meet([r.left + ox, r.top + oy, r.right + ox, r.bottom + oy], clip);
      if (p) parts.push(p);
      if (parts.length >= 8) break;
    }
    if (parts.length === 0) {
      const r = box(el);
      const p = meet([r.left + ox - 1, r.top + oy - 1, r.right + ox + 1, r.bottom + oy + 1], clip);
      if (p && (r.width > 0 || r.height > 0)) parts.push(p);
    }
    return { parts, ox, oy };
  };

  // ---- refs ----------------------------------------------------------------------------------
  const rowOf = (el) => {
    const given = closest(el, ROWISH);
    if (given) return given;
    let n = el;
    for (let i = 0; i < 5 && n && typeOf(n) === 1; i++, n = up(n)) {
      const cls = attr(n, 'class');
      const tag = nameOf(n);
      if (tag === 'body' || tag === 'html') return null;
      if (!cls) continue;
      const next = nextEl(n), prev = prevEl(n);
      if ((next && nameOf(next) === tag && attr(next, 'class') === cls) || (prev && nameOf(prev) === tag && attr(prev, 'class') === cls)) return n;
    }
    return null;
  };
  const rowHead = (row) => {
    const seek = (n, left) => {
      for (let k = firstOf(n); k; k = nextOf(k)) {
        const t = typeOf(k);
        if (t === 3) {
          const s = tidy(dataOf(k).slice(0, 200));
          if (s) return s.slice(0, 60);
        } else if (t === 1 && left > 0 && !SKIP.has(nameOf(k))) {
          const s = seek(k, left - 1);
          if (s) return s;
        }
      }
      return '';
    };
    return seek(row, 8);
  };
  const identOf = (el) => {
    for (const a of ['id', 'name', 'data-id', 'data-key', 'data-testid', 'href', 'value', 'for']) {
      const v = attr(el, a);
      if (v) return a + '=' + v.slice(0, 200) + (a === 'name' ? '/' + (attr(el, 'value') || '') : '');
    }
    return '';
  };
  const pathOf = (el) => {
    let path = '';
    let n = el;
    for (let i = 0; i < 5 && n && typeOf(n) === 1; i++, n = up(n)) path += '<' + nameOf(n);
    return path;
  };
  const heads = { map: null };
  const traits = (el, role, name) => {
    const row = rowOf(el);
    let head = null;
    if (row) {
      head = heads.map ? heads.map.get(row) : undefined;
      if (head === undefined) {
        head = rowHead(row);
        if (heads.map) heads.map.set(row, head);
      }
    }
    const ident = identOf(el);
    return { role, name, head, ident, print: role + '|' + name + '|' + (head ?? '') + '|' + ident + '|' + pathOf(el) };
  };
  const sameThing = (e, now) => {
    if (e.role !== now.role) return false;
    if (now.head === null || e.head === null) return true;
    if (e.ident && e.ident === now.ident) return true;
    return e.ident === now.ident && e.name === now.name && e.head === now.head;
  };
  const noDigits = (s) => s.replace(/\d+/g, '#');
  /** Whether what a number was shown for is still there, for somebody about to act on it. */
  const stillFits = (e, now) => {
    if (!sameThing(e, now)) return false;
    if (now.head !== null) return true;
    return e.name === now.name || noDigits(e.name) === noDigits(now.name) || (e.ident !== '' && e.ident === now.ident && /^(input|select|textarea)$/.test(e.tag));
  };
  const alive = (e) => {
    const n = e.node.deref();
    return n !== undefined && connected(n) ? n : null;
  };
  const forget = (e) => {
    byRef.delete(e.ref);
    const list = byPrint.get(e.print);
    if (list) {
      const i = list.indexOf(e);
      if (i >= 0) list.splice(i, 1);
      if (!list.length) byPrint.delete(e.print);
    }
  };
  const keep = (e, el, now) => {
    if (e.print !== now.print) {
      forget(e);
      e.print = now.print;
    }
    Object.assign(e, now, { node: new WeakRef(el), tag: nameOf(el) });
    entries.set(el, e);
    byRef.set(e.ref, e);
    const list = byPrint.get(e.print) || [];
    if (!list.includes(e)) list.push(e);
    byPrint.set(e.print, list);
  };
  const number = (lines, next) => {
    heads.map = new Map();
    const fresh = new Map();
    const order = [];
    for (const l of lines) {
      if (!l.ref || !l.el) continue;
      const now = traits(l.el, l.role, l.names.join(' ') || hintIn(l));
      const e = entries.get(l.el);
      if (e && e.node.deref() === l.el && sameThing(e, now) && byRef.get(e.ref) === e) {
        keep(e, l.el, now);
        l.number = e.ref;
      } else {
        if (e && e.node.deref() === l.el) forget(e);
        entries.delete(l.el);
        order.push([l, now]);
        const group = fresh.get(now.print);
        if (group) group.push(l);
        else fresh.set(now.print, [l]);
      }
    }
    const taken = new Map();
    for (const [print, group] of fresh) {
      const gone = (byPrint.get(print) || []).filter((e) => !alive(e)).sort((a, b) => a.ref - b.ref);
      if (gone.length === group.length) group.forEach((l, i) => taken.set(l, gone[i]));
    }
    for (const [l, now] of order) {
      const e = taken.get(l) || { ref: next++, print: now.print };
      keep(e, l.el, now);
      l.number = e.ref;
    }
    heads.map = null;
    if (byRef.size > 20000) for (const e of [...byRef.values()].slice(0, 5000)) if (!alive(e)) forget(e);
    return next;
  };
  const hintIn = (l) => {
    for (const a of l.attrs) if (a[0] === 'hint') return a[1];
    return '';
  };

  // ---- telling apart -------------------------------------------------------------------------
  /** Equal lines get what differs: an icon, then a colour. */
  const tellApart = (lines) => {
    const groups = new Map();
    for (const l of lines) {
      if (l.role === 'row' || l.place && (l.role === 'box' || l.attrs.some((a) => a[0] === 'fill'))) continue;
      if (!l.ref && l.el !== null) continue;
      const key = (l.ref ? l.role : 't') + '|' + l.names.join('|') + '|' + hintIn(l);
      const g = groups.get(key);
      if (g) g.push(l);
      else groups.set(key, [l]);
    }
    for (const g of groups.values()) {
      if (g.length < 2 || g.length > 60) continue;
      if (g[0].ref && g[0].names[0]) {
        const icons = g.map((l) => iconHint(l.el));
        if (icons.some((i) => i !== icons[0])) {
          g.forEach((l, i) => icons[i] && icons[i] !== l.names[0] && l.attrs.push(['hint', cut(tidy(icons[i]), 60)]));
          continue;
        }
      }
      const colours = g.map((l) => {
        if (!l.ref) return colour(l.colour);
        const st = style(l.el);
        const p = paint(st);
        return p && p !== 'image' && p !== 'gradient' ? p : colour(st.color);
      });
      if (colours.some((x) => x !== colours[0])) g.forEach((l, i) => colours[i] && !l.attrs.some((a) => a[0] === 'color') && l.attrs.push(['color', colours[i]]));
    }
  };

  const trueFocus = () => {
    let f = focusOf(document);
    for (;;) {
      if (!f) return null;
      const root = shadow(f);
      const inner = root ? shadowFocus(root) : null;
      if (inner) {
        f = inner;
        continue;
      }
      const tag = nameOf(f);
      if (tag === 'iframe' || tag === 'frame') {
        const d = docIn(f);
        if (d && focusOf(d)) {
          f = focusOf(d);
          continue;
        }
      }
      return f === bodyOf(docOf(f)) ? null : f;
    }
  };

  // ---- looking -------------------------------------------------------------------------------
  const walk = (how) => {
    const w = new Walk(how);
    const view = how.clip || (w.all ? EVERYWHERE : EVERYWHERE);
    w.document(document, { depth: 0, ox: 0, oy: 0, clip: view });
    return w;
  };
  const look = (how) => {
    const w = walk(how);
    if (how.cover !== false) w.cover();
    tellApart(w.lines);
    const next = number(w.lines, Math.max(how.next, 1));
    lastNext = next;
    suspects = w.suspects;
    const focus = trueFocus();
    const [gx, gy] = w.origin;
    const out = w.lines.map((l) => {
      if (l.el && l.el === focus && l.ref) l.attrs.push(['focused', null]);
      const o = { d: l.d, r: l.number || 0, k: l.role, n: l.names.map((s) => s.toWellFormed()) };
      if (l.attrs.length) o.a = l.attrs.map(([key, v]) => ({ k: key, v: v === null ? [] : Array.isArray(v) ? v : [String(v)] }));
      if (l.box && (w.places || l.place || l.frame)) {
        o.b = [Math.round(l.box[0] + gx), Math.round(l.box[1] + gy), Math.round(l.box[2] - l.box[0]), Math.round(l.box[3] - l.box[1])];
      }
      let f = l.covered ? 1 : 0;
      if (l.box && meet(l.box, w.view)) f |= 2;
      if (l.place && !w.places) f |= 4;
      if (l.frame) f |= 8;
      if (f) o.f = f;
      if (l.frame) o.w = [...l.inner, ...l.seen].map(Math.round);
      return o;
    });
    const scrolling = scrollingOf(document) || htmlOf(document);
    return printJson({
      title: cut(tidy(titleOf(document)), 300), url: cut(urlOf(document), 2000),
      scroll: scrolling ? [Math.round(scrollTop(scrolling)), Math.max(0, scrollHeight(scrolling) - innerHeight)] : [0, 0],
      next, lines: out, outside: [w.above, w.below + w.dropped], suspects: suspects.length,
    });
  };

  // ---- acting --------------------------------------------------------------------------------
  /** The element of a number, or why there is none: unknown, gone, changed. */
  const resolve = (ref) => {
    let e = byRef.get(ref);
    if (!e) return [null, 'unknown'];
    let n = alive(e);
    if (!n) {
      // Re-rendered since: another walk hands numbers on to nodes that are equal.
      const w = walk({ next: lastNext, margin: 1e6 });
      tellApart(w.lines);
      const before = lastNext;
      const known = new Set(byRef.keys());
      number(w.lines, before);
      for (const r of [...byRef.keys()]) if (!known.has(r)) { const x = byRef.get(r); const m = x.node.deref(); if (m) entries.delete(m); forget(x); }
      e = byRef.get(ref);
      n = e && alive(e);
      if (!n) return [null, 'gone'];
      return [n, ''];
    }
    const now = traits(n, e.role, nameNow(n, e));
    return stillFits(e, now) ? [n, ''] : [null, 'changed'];
  };
  /** The name it would be listed under now. */
  const nameNow = (n, e) => {
    const w = new Walk({ margin: 1e6 });
    const doc = docOf(n);
    const r = box(n);
    if (!boxes(n).length) return e.name;
    const root = htmlOf(doc);
    const c = { depth: 0, clip: EVERYWHERE, absClip: EVERYWHERE, fixClip: EVERYWHERE, ox: 0, oy: 0, pageX: 1e6, pageY: 1e6, opacity: 1,
      hidden: false, fontSize: 16, colour: '', cursor: 'auto', textRole: 'text', scroller: null, rootEl: root, bodyEl: bodyOf(doc),
      home: null, inert: false, box: null, outdent: false, pre: false, naming: false, legend: null, scrolls: false };
    if (spaceOf(n) === SVG || r.width === 0) return e.name;
    w.element(n, c);
    const l = w.lines.find((x) => x.el === n);
    return l ? l.names.join(' ') || hintIn(l) : e.name;
  };
  const describe = (el) => {
    if (!el) return null;
    let best = el;
    for (let n = el, i = 0; n && typeOf(n) === 1 && i < 30; n = up(n), i++) {
      const role = roleAttr(n);
      if (nameOf(n) === 'dialog' || role === 'dialog' || role === 'alertdialog') {
        best = n;
        break;
      }
      const st = style(n);
      if (st.position === 'fixed' || (st.position === 'absolute' && Number(st.zIndex) > 0)) best = n;
    }
    const tag = nameOf(best);
    const e = entries.get(el) || entries.get(best);
    const ways = [];
    for (const b of findAll(best, 'button,a,[role=button],input[type=button],input[type=submit]')) {
      const known = entries.get(b);
      const text = labelled(b) || tidy(rawText(b)) || tidy(b.value || '') || hint(b);
      if (known && shown(b)) ways.push({ ref: known.ref, name: cut(text, 60) });
      if (ways.length >= 4) break;
    }
    return { role: roleAttr(best) || tag, name: cut(labelled(best) || quickText(best, 80) || hint(best), 80), ref: e && e.node.deref() ? e.ref : 0, ways };
  };
  const facts = (el, ref) => {
    const e = byRef.get(ref);
    const { parts, ox, oy } = visibleParts(el);
    const r = box(el);
    const tag = nameOf(el);
    const type = tag === 'input' ? el.type : '';
    const active = trueFocus();
    return {
      state: 'ok', role: e ? e.role : '', name: e ? cut(e.name, 100) : '', tag, type,
      box: [Math.round(r.left + ox), Math.round(r.top + oy), Math.round(r.width), Math.round(r.height)],
      visible: parts.length > 0, editable: tag === 'textarea' || editableInput(el, tag, type) || (spaceOf(el) === HTML && editable(el)),
      disabled: matches(el, ':disabled') || attr(el, 'aria-disabled') === 'true', readonly: el.readOnly === true,
      multiple: el.multiple === true, focused: active === el || (active !== null && holds(el, active)),
      inner: tag === 'iframe' || tag === 'frame' ? [r.left + ox + clientLeft(el), r.top + oy + clientTop(el)] : null,
      value: secretive(el, tag) ? null : fieldValue(el, tag), listensToKeys: keyed(el), list: has(el, 'list') || has(el, 'aria-autocomplete') || attr(el, 'aria-haspopup') === 'listbox',
    };
  };
  const secretive = (el, tag) => tag === 'input' && el.type === 'password';
  /** What a field says; nothing for what is no field. */
  const fieldValue = (el, tag) =>
    tag === 'input' || tag === 'textarea' || tag === 'select' ? cut(el.value, 2000) : spaceOf(el) === HTML && editable(el) ? cut(innerText(el), 2000) : null;
  const editableInput = (el, tag, type) =>
    tag === 'input' && !['button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'range', 'color', 'file', 'hidden'].includes(type);
  /** Whether it or something around it listens to keys. */
  const keyed = (el) => {
    for (let n = el; n; n = up(n)) {
      if (typeOf(n) !== 1) break;
      const set = heard.get(n);
      if (set && (set.has('keydown') || set.has('keyup') || set.has('keypress'))) return true;
      if (has(n, 'onkeydown') || has(n, 'onkeyup') || has(n, 'onkeypress')) return true;
    }
    const set = heard.get(document);
    return set !== undefined && (set.has('keydown') || set.has('keyup') || set.has('keypress'));
  };
  const locate = (ref) => {
    const [el, why] = resolve(ref);
    return printJson(el ? facts(el, ref) : { state: why });
  };
  const node = (ref) => resolve(ref)[0];
  /** Brings it into view and finds a point where it is topmost; offset from its top left corner. */
  const reach = (ref, offset) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    const target = style(el).display === 'contents' && firstElement(el) ? firstElement(el) : el;
    const full = () => {
      const v = visibleParts(target);
      const r = box(target);
      let area = 0;
      for (const p of v.parts) area += (p[2] - p[0]) * (p[3] - p[1]);
      return [v, v.parts.length > 0 && area >= 0.6 * Math.min(r.width * r.height, innerWidth * innerHeight * 0.5)];
    };
    let [v, enough] = full();
    if (!enough) {
      intoView(target, { block: 'center', inline: 'center', behavior: 'instant' });
      [v, enough] = full();
    }
    let f = facts(el, ref);
    if (v.parts.length === 0) return printJson({ ...f, state: 'unpainted' });
    if (offset) {
      const there = [f.box[0] + offset[0], f.box[1] + offset[1]];
      const s = inView(there) ? null : scrollerOf(up(el)) || scrollingOf(docOf(el));
      if (s) {
        scrollBy(s, { left: there[0] - innerWidth / 2, top: there[1] - innerHeight / 2, behavior: 'instant' });
        v = visibleParts(target);
        f = facts(el, ref);
      }
      const x = f.box[0] + offset[0], y = f.box[1] + offset[1];
      if (!inView([x, y])) return printJson({ ...f, state: 'unpainted' });
      const h = deepest(docOf(el), x - v.ox, y - v.oy);
      return printJson({ ...f, point: [x, y], hit: lands(el, h), by: lands(el, h) ? null : describe(h) });
    }
    let s = spot(target, v.parts, v.ox, v.oy);
    if (!s.hit) {
      // A fixed header may lie over it at one edge of the viewport: try the other.
      for (const block of ['center', 'end', 'start']) {
        intoView(target, { block, inline: 'nearest', behavior: 'instant' });
        v = visibleParts(target);
        s = spot(target, v.parts, v.ox, v.oy);
        if (s.hit) break;
      }
    }
    const g = facts(el, ref);
    if (s.hit) return printJson({ ...g, point: [s.x, s.y], hit: true, by: null });
    const p = v.parts[0] || [g.box[0], g.box[1], g.box[0] + g.box[2], g.box[1] + g.box[3]];
    return printJson({ ...g, point: [(p[0] + p[2]) / 2, (p[1] + p[3]) / 2], hit: false, by: describe(s.over) });
  };
  const firstElement = (el) => kidsOf(el)[0] || null;
  const inView = (p) => p[0] >= 0 && p[1] >= 0 && p[0] < innerWidth && p[1] < innerHeight;
  /** Where it lies without scrolling, covered or not; unpainted if that is out of view. */
  const still = (ref, offset) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    const v = visibleParts(el);
    const f = facts(el, ref);
    if (v.parts.length === 0) return printJson({ ...f, state: 'unpainted' });
    const s = spot(el, v.parts, v.ox, v.oy), p = v.parts[0];
    const point = offset ? [f.box[0] + offset[0], f.box[1] + offset[1]] : s.hit ? [s.x, s.y] : [(p[0] + p[2]) / 2, (p[1] + p[3]) / 2];
    return printJson({ ...f, state: inView(point) ? 'ok' : 'unpainted', point, hit: true, by: null });
  };
  const scrolledTo = () => printJson({ point: [Math.round(scrollX), Math.round(scrollY)] });
  // A press is judged at the moment it comes: it goes to its target, or nowhere.
  let guard = null;
  const PRESS = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'];
  const judge = (event) => {
    if (!guard || !event.isTrusted) return;
    if (!guard.came && (event.type === 'pointerdown' || event.type === 'mousedown')) {
      guard.came = true;
      const doc = event.currentTarget.document;
      const h = deepest(doc, event.clientX, event.clientY);
      const el = guard.el.deref();
      guard.ok = el !== undefined && connected(el) && doc === docOf(el) && lands(el, h);
      if (!guard.ok) guard.by = describe(h);
    }
    // asked for while the press is under way: its frame may have come before we are asked to rest
    if (guard.came && (event.type === 'mouseup' || event.type === 'click')) guard.still = calmed(true);
    if (guard.came && !guard.ok) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  const watchPresses = (win) => {
    for (const type of PRESS) win.addEventListener(type, judge, { capture: true, passive: false });
  };
  // before any listener of the page
  watchPresses(window);
  const disarm = () => {
    if (guard) {
      for (const win of guard.wins) {
        for (const type of PRESS) win.removeEventListener(type, judge, { capture: true });
      }
    }
    guard = null;
  };
  const arm = (el) => {
    disarm();
    guard = { el: new WeakRef(el), came: false, ok: true, by: null, still: null, wins: [] };
    for (let d = docOf(el); d !== document; ) {
      guard.wins.push(viewOf(d));
      watchPresses(viewOf(d));
      const f = frameOf(d);
      if (!f) break;
      d = docOf(f);
    }
  };
  /** As reach; if it can be pressed there, all that comes is compared with now, and a press judged. */
  const aim = (ref, offset) => {
    const answer = reach(ref, offset);
    const el = entryNode(ref);
    if (el) {
      before();
      arm(el);
    }
    return answer;
  };
  const entryNode = (ref) => {
    const e = byRef.get(ref);
    return e ? alive(e) : null;
  };
  /** A point inside a frame, as a point of this document, brought into view. */
  const through = (ref, x, y) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    const place = () => {
      const { parts, ox, oy } = visibleParts(el);
      const r = box(el);
      const p = [r.left + ox + clientLeft(el) + x, r.top + oy + clientTop(el) + y];
      return [p, parts.some((q) => p[0] >= q[0] && p[0] <= q[2] && p[1] >= q[1] && p[1] <= q[3]), ox, oy];
    };
    let [p, seen, ox, oy] = place();
    if (!seen) {
      intoView(el, { block: 'center', inline: 'center', behavior: 'instant' });
      [p, seen, ox, oy] = place();
    }
    if (!seen) {
      const s = scrollerOf(up(el)) || scrollingOf(docOf(el));
      if (s) scrollBy(s, { left: 0, top: p[1] - innerHeight / 2, behavior: 'instant' });
      [p, seen, ox, oy] = place();
    }
    const h = deepest(docOf(el), p[0] - ox, p[1] - oy);
    const hit = h === el && throughFrames(docOf(el), p[0] - ox, p[1] - oy);
    return printJson({ state: seen ? 'ok' : 'unpainted', point: p, hit, by: hit ? null : describe(h) });
  };
  /** What is at a point: for presses by coordinates. */
  const at = (x, y) => printJson({ what: describe(deepest(document, x, y)) });

  const scrollerOf = (el) => {
    for (let n = el; n; n = up(n)) {
      if (typeOf(n) !== 1) break;
      const st = style(n);
      if (/auto|scroll/.test(st.overflowY) && scrollHeight(n) > clientHeight(n) + 1) return n;
      if (/auto|scroll/.test(st.overflowX) && scrollWidth(n) > clientWidth(n) + 1) return n;
    }
    return null;
  };
  const scrollBy = fn(E, 'scrollBy');
  /** Scrolls the page (ref 0) or the scroller of an element; no amount: most of what is shown. */
  const scroll = (ref, amount, down) => {
    let s = scrollingOf(document) || htmlOf(document);
    let height = innerHeight;
    if (ref) {
      const [el, why] = resolve(ref);
      if (!el) return printJson({ state: why });
      const tag = nameOf(el);
      const inner = tag === 'iframe' || tag === 'frame' ? docIn(el) : null;
      const found = inner ? scrollingOf(inner) : scrollerOf(el);
      if (found) {
        s = found;
        height = clientHeight(s);
      }
    } else if (scrollHeight(s) <= innerHeight + 1) {
      // The page itself does not scroll: its largest scroller does.
      let best = 0;
      for (const l of walk({ margin: 0 }).lines) {
        const a = l.box ? (l.box[2] - l.box[0]) * (l.box[3] - l.box[1]) : 0;
        if (l.role === 'scroller' && a > best) [best, s, height] = [a, l.el, clientHeight(l.el)];
      }
    }
    const sideways = scrollHeight(s) <= clientHeight(s) + 1 && scrollWidth(s) > clientWidth(s) + 1;
    const step = amount ?? (sideways ? clientWidth(s) : height);
    const by = down ? step : -step;
    const was = sideways ? scrollLeft(s) : scrollTop(s);
    scrollBy(s, { left: sideways ? by : 0, top: sideways ? 0 : by, behavior: 'instant' });
    const is = sideways ? scrollLeft(s) : scrollTop(s);
    return printJson({ state: 'ok', from: Math.round(was), to: Math.round(is), of: sideways ? scrollWidth(s) - clientWidth(s) : scrollHeight(s) - height });
  };

  const everyRoot = () => {
    const roots = [document];
    const seek = (root) => {
      const list = typeOf(root) === 9 ? docAll(root, '*') : fragmentAll(root, '*');
      for (const el of list) {
        const r = shadow(el);
        if (r) {
          roots.push(r);
          seek(r);
        }
        const tag = nameOf(el);
        if (tag === 'iframe' || tag === 'frame') {
          const d = docIn(el);
          if (d) {
            roots.push(d);
            seek(d);
          }
        }
      }
    };
    seek(document);
    return roots;
  };

  /** Brings the next painted occurrence of a text into view. */
  const showText = (wanted) => {
    const want = tidy(wanted).toLowerCase();
    if (!want) return printJson({ state: 'gone' });
    for (const root of everyRoot()) {
      const list = typeOf(root) === 9 ? docAll(root, '*') : fragmentAll(root, '*');
      let best = null;
      for (const el of list) {
        if (SKIP.has(nameOf(el)) || !tidy(rawText(el)).toLowerCase().includes(want) || !shown(el, { opacityProperty: true, visibilityProperty: true })) continue;
        if (nameOf(el) === 'html' || nameOf(el) === 'body' || nameOf(el) === 'head') continue;
        if (best && !within(best, el)) break;
        best = el;
      }
      if (best) {
        intoView(best, { block: 'center', behavior: 'instant' });
        return printJson({ state: 'ok' });
      }
    }
    return printJson({ state: 'gone' });
  };

  const options = (ref) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    if (nameOf(el) !== 'select') return printJson({ state: 'other' });
    return printJson({ state: 'ok', multiple: el.multiple, options: [...el.options].map((o) => ({ text: cut(tidy(o.label), 200), selected: o.selected, disabled: o.disabled })) });
  };
  const fire = (el, ...types) => {
    for (const type of types) el.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  };
  const choose = (ref, text) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    if (nameOf(el) !== 'select') return printJson({ state: 'other' });
    const all = [...el.options];
    const want = tidy(text);
    const o = all.find((x) => tidy(x.label) === want) || all.find((x) => x.value === text) ||
      all.find((x) => tidy(x.label).toLowerCase() === want.toLowerCase());
    if (!o) return printJson({ state: 'no such option', options: all.slice(0, 50).map((x) => cut(tidy(x.label), 100)) });
    if (o.disabled) return printJson({ state: 'disabled' });
    if (o.selected) return printJson({ state: 'ok', changed: false });
    el.focus();
    o.selected = true;
    fire(el, 'input', 'change');
    return printJson({ state: 'ok', changed: true });
  };
  const valueSetter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  /** Sets a date, time, colour or range input, as a picker would. */
  const setValue = (ref, value) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    if (nameOf(el) !== 'input') return printJson({ state: 'other' });
    el.focus();
    const was = el.value;
    call.call(valueSetter, el, value);
    const is = el.value;
    if ((is === '' && value !== '') || (el.type === 'color' && is !== value.toLowerCase())) {
      call.call(valueSetter, el, was);
      return printJson({ state: 'not taken', value: was, changed: false });
    }
    if (is !== was) fire(el, 'input', 'change');
    return printJson({ state: 'ok', value: is, changed: is !== was });
  };
  /** Selects a control's or element's text, or the first occurrence of a text in it. */
  const selectText = (ref, text) => {
    const [el, why] = resolve(ref);
    if (!el) return printJson({ state: why });
    const tag = nameOf(el);
    if (tag === 'input' || tag === 'textarea') {
      el.focus();
      const from = text ? el.value.indexOf(text) : 0;
      if (from < 0) return printJson({ state: 'no such text' });
      el.setSelectionRange(from, text ? from + text.length : el.value.length);
      return printJson({ state: 'ok' });
    }
    const sel = viewOf(docOf(el)).getSelection();
    const rg = docRange(docOf(el));
    if (!text) rg.selectNodeContents(el);
    else {
      const pieces = [];
      let all = '';
      const seek = (n) => {
        for (let k = firstOf(n); k; k = nextOf(k)) {
          if (typeOf(k) === 3) {
            pieces.push([all.length, k]);
            all += dataOf(k);
          } else if (typeOf(k) === 1) seek(k);
        }
      };
      seek(el);
      const from = all.indexOf(text);
      if (from < 0) return printJson({ state: 'no such text' });
      const place = (i) => {
        let best = pieces[0];
        for (const p of pieces) if (p[0] <= i) best = p;
        return [best[1], i - best[0]];
      };
      rg.setStart(...place(from));
      const [endNode, endAt] = place(from + text.length - 1);
      rg.setEnd(endNode, endAt + 1);
    }
    sel.removeAllRanges();
    sel.addRange(rg);
    return printJson({ state: 'ok' });
  };
  /** After a press on it: selects all of the field, or of the one that the press focused, for typing to replace. */
  const ready = (ref) => {
    const press = judged();
    if (press && press.came && !press.ok) return printJson({ state: 'covered', by: press.by });
    let [el, why] = resolve(ref);
    const takes = (n) => n !== null && (nameOf(n) === 'textarea' || editableInput(n, nameOf(n), n.type) || isEditable(n));
    if (!el || !takes(el)) {
      const focus = trueFocus();
      if (!takes(focus)) return printJson({ state: why || 'no field' });
      el = focus;
    }
    el.focus({ preventScroll: true });
    const tag = nameOf(el);
    if (tag === 'input' || tag === 'textarea') el.select();
    else viewOf(docOf(el)).getSelection().selectAllChildren(el);
    const list = has(el, 'list') || has(el, 'aria-autocomplete') || attr(el, 'aria-haspopup') === 'listbox' || roleAttr(el) === 'combobox';
    return printJson({ state: 'ok', keys: keyed(el) || list, empty: (fieldValue(el, tag) || '') === '' });
  };
  /** Whether the focus is in this document, and not in a frame that answers for itself. */
  const focused = () => {
    const f = focusOf(document);
    return document.hasFocus() && !(f && /^i?frame$/.test(nameOf(f)) && !docIn(f)) && !frameOf(document);
  };
  const selected = () => printJson({ text: cut(selectionNow(), 500) });
  const selectionNow = () => {
    const f = trueFocus();
    if (f && (nameOf(f) === 'input' || nameOf(f) === 'textarea') && typeof f.selectionStart === 'number') return f.type === 'password' ? '' : f.value.slice(f.selectionStart, f.selectionEnd);
    return String((f ? viewOf(docOf(f)) : window).getSelection() || '');
  };

  // ---- mutations: settling and effects -------------------------------------------------------
  const pulse = { last: 0, busy: new WeakMap(), alone: new WeakMap(), watched: new WeakSet(), roots: [], effect: null,
    actedFrom: null, actedTo: 0, acted: 0 };
  // What moves by itself is known from when nobody acts; what comes within a second of an action is not counted as such.
  const AFTERWARDS = 1000;
  const isActing = (now) => {
    if (pulse.actedFrom === null) return false;
    if (now < pulse.actedTo) return true;
    pulse.acted += pulse.actedTo - pulse.actedFrom;
    pulse.actedFrom = null;
    return false;
  };
  /** Time in which nobody has acted. */
  const timeAlone = (now) => (isActing(now) ? pulse.actedFrom : now) - pulse.acted;
  const onMutations = (records) => {
    const now = performance.now();
    const acting = isActing(now), alone = timeAlone(now);
    let counted = 0;
    for (const m of records) {
      if (++counted > 500) break;
      const t = m.target;
      let b = pulse.busy.get(t);
      if (!b || now - b.last > 500) pulse.busy.set(t, (b = { n: 0, first: now, last: now }));
      b.n++;
      if (!acting) {
        let a = pulse.alone.get(t);
        if (!a || alone - a.last > 2500) pulse.alone.set(t, (a = { n: 0, first: alone, last: alone }));
        a.n++;
        a.last = alone;
      }
      const eternal = b.n > 8 && now - b.first > 600 && now - b.last < 250;
      b.last = now;
      if (!eternal) pulse.last = now;
      if (pulse.effect) pulse.effect.take(m, t);
    }
    if (records.length > 500) pulse.last = now;
  };
  const observer = new MutationObserver(onMutations);
  const WATCH = { subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true };
  const watch = (root) => {
    if (pulse.watched.has(root)) return;
    pulse.watched.add(root);
    pulse.roots.push(new WeakRef(root));
    observer.observe(root, WATCH);
  };
  /** The roots that walks have come through; a whole document is not searched for more each time. */
  const watchedRoots = () => {
    watch(document);
    pulse.roots = pulse.roots.filter((r) => {
      const root = r.deref();
      return root && (typeOf(root) === 9 ? root === document || frameOf(root) !== null : connected(root));
    });
    return pulse.roots.map((r) => r.deref());
  };

  /** What is drawn on a canvas, as one number; nothing for one that cannot be read or is large. */
  const canvasPrint = (c) => {
    try {
      const { width, height } = c;
      if (!width || !height || width * height > 600000) return 0;
      const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      pen.drawImage(c, 0, 0);
      let sum = 0;
      for (const pixel of new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer)) sum = (Math.imul(sum, 31) + pixel) | 0;
      return sum;
    } catch {
      return 0;
    }
  };

  class Effect {
    constructor() {
      this.alone = timeAlone(performance.now());
      this.url = urlOf(document);
      this.title = titleOf(document);
      this.focus = trueFocus();
      this.added = new Set();
      this.removed = 0;
      this.removedSet = new Set();
      this.attrs = new Map(); // node → Map name → old
      this.texts = new Map(); // node → old
      this.values = new Map();
      this.scrolls = new Map();
      this.selection = selectionNow();
      this.loud = new WeakSet();
      this.unsure = new Map(); // target → its mutations, as long as they may come by themselves
      for (const f of this.fields()) this.values.set(f, this.value(f));
      const s = scrollingOf(document);
      if (s) this.scrolls.set(s, [scrollTop(s), scrollLeft(s)]);
      this.canvases = new Map([...docAll(document, 'canvas')].slice(0, 3).map((c) => [c, canvasPrint(c)]));
    }

    *fields() {
      let n = 0;
      for (const root of watchedRoots()) {
        const list = typeOf(root) === 9 ? docAll(root, 'input,textarea,select,[contenteditable]') : fragmentAll(root, 'input,textarea,select,[contenteditable]');
        for (const f of list) {
          if (++n > 2000) return;
          yield f;
        }
      }
    }

    value(f) {
      const tag = nameOf(f);
      if (tag === 'input') return f.type === 'checkbox' || f.type === 'radio' ? String(f.checked) : f.type === 'file' ? [...f.files].map((x) => x.name).join() : f.value;
      if (tag === 'select') return [...f.selectedOptions].map((o) => o.label).join(', ');
      return tag === 'textarea' ? f.value : rawText(f).slice(0, 5000);
    }

    /** Moves on their own, whatever is done: a clock, a ticker. */
    noise(t) {
      const a = pulse.alone.get(t);
      return a !== undefined && a.n >= 3 && a.last - a.first >= 400 && this.alone - a.last < 2500;
    }

    /** Has moved on its own a moment ago, too short for it to be known as noise. */
    doubtful(t) {
      const a = pulse.alone.get(t);
      return a !== undefined && this.alone - a.last < 500;
    }

    take(m, t) {
      if (this.loud.has(t)) return;
      if (this.noise(t)) {
        this.loud.add(t);
        return;
      }
      if (!this.doubtful(t)) {
        this.note(m, t);
        return;
      }
      const waiting = this.unsure.get(t);
      if (!waiting) this.unsure.set(t, [m]);
      else if (waiting.length < 100) waiting.push(m);
    }

    /** What went on changing is no effect; what changed once or twice after all is. */
    decide() {
      for (const [t, waiting] of this.unsure) {
        const goesOn = waiting.length >= 2 && waiting.length + pulse.alone.get(t).n >= 4;
        if (!goesOn) for (const m of waiting) this.note(m, t);
      }
      this.unsure.clear();
    }

    note(m, t) {
      if (m.type === 'childList') {
        for (const n of m.addedNodes) {
          if (this.added.size < 3000 && !this.removedSet.delete(n)) this.added.add(n);
        }
        for (const n of m.removedNodes) if (!this.added.delete(n) && this.removedSet.size < 3000) this.removedSet.add(n);
      } else if (m.type === 'attributes') {
        let a = this.attrs.get(t);
        if (!a) {
          if (this.attrs.size > 2000) return;
          this.attrs.set(t, (a = new Map()));
        }
        if (!a.has(m.attributeName)) a.set(m.attributeName, m.oldValue);
      } else if (!this.texts.has(t) && this.texts.size < 2000) this.texts.set(t, m.oldValue);
    }

    summary() {
      onMutations(observer.takeRecords());
      const added = [];
      let addedCount = 0;
      let texts = 0;
      const said = [];
      for (const n of this.added) {
        if (!connected(n)) continue;
        const el = typeOf(n) === 1 ? n : up(n);
        if (!el || typeOf(el) !== 1 || SKIP.has(nameOf(el)) || !shown(el, { opacityProperty: true, visibilityProperty: true })) continue;
        const r = box(el);
        if (r.width < 2 || r.height < 2) continue;
        if (typeOf(n) === 3) {
          // a text that replaces another is no new node to anybody
          const words = tidy(dataOf(n));
          if (words && ++texts && said.length < 5) said.push(cut(words, 120));
          continue;
        }
        const text = spaceOf(n) === HTML ? quickText(n, 120) : tidy(rawText(n)).slice(0, 120);
        if (!text && !(matches(n, 'input,button,select,textarea,img,svg,canvas') || find(n, 'input,button,select,textarea,img,svg,canvas'))) continue;
        addedCount++;
        if (text && added.length < 8) added.push(cut(text, 120));
      }
      let removed = 0;
      for (const n of this.removedSet) if (!connected(n) && (typeOf(n) === 1 ? !SKIP.has(nameOf(n)) : /\S/.test(dataOf(n) || ''))) removed++;
      let attrs = 0;
      const states = [];
      for (const [t, changes] of this.attrs) {
        if (!connected(t) || typeOf(t) !== 1) continue;
        for (const [name, old] of changes) {
          const is = attr(t, name);
          if (is === old) continue;
          attrs++;
          const e = entries.get(t);
          if (states.length < 5 && /^(aria-|disabled|hidden|open|checked)/.test(name)) states.push({ ref: e ? e.ref : 0, name, value: is === null ? '' : cut(is, 60) });
        }
      }
      for (const [t, old] of this.texts) {
        if (!connected(t) || dataOf(t) === old) continue;
        texts++;
        if (said.length < 5) said.push(cut(tidy(dataOf(t)), 120));
      }
      const values = [];
      for (const f of this.fields()) {
        const was = this.values.get(f), is = this.value(f);
        if (was === undefined || was === is || values.length >= 8) continue;
        const e = entries.get(f);
        const secret = f.type === 'password';
        values.push({ ref: e ? e.ref : 0, name: e ? cut(e.name, 60) : '', hidden: secret, value: secret ? '' : cut(is, 200) });
      }
      const focus = trueFocus();
      const e = focus && entries.get(focus);
      let scrolled = false;
      for (const [s, [top, left]] of this.scrolls) scrolled ||= Math.abs(scrollTop(s) - top) > 1 || Math.abs(scrollLeft(s) - left) > 1;
      let drawn = 0;
      for (const [c, was] of this.canvases) if (connected(c) && canvasPrint(c) !== was) drawn++;
      const url = urlOf(document), title = titleOf(document);
      return {
        url: url === this.url ? '' : url, title: title === this.title ? '' : cut(title, 200),
        focus: focus !== this.focus, focusRef: e ? e.ref : 0,
        focusEditable: focus !== null && focus !== this.focus && (nameOf(focus) === 'textarea' || editableInput(focus, nameOf(focus), focus.type) || (spaceOf(focus) === HTML && editable(focus))),
        scrolled, selection: selectionNow() !== this.selection,
        added: addedCount, appeared: added, removed, attrs, states, texts, said, values, drawn,
        changed: url !== this.url || title !== this.title || addedCount + removed + attrs + texts + values.length + drawn > 0,
      };
    }
  }
  /** Remembers how things are, just before an action. */
  const before = () => {
    watch(document);
    onMutations(observer.takeRecords());
    const now = performance.now();
    if (!isActing(now)) pulse.actedFrom = now;
    pulse.actedTo = Infinity;
    pulse.effect = new Effect();
    return printJson({ ok: true });
  };
  const SPINNER = '[aria-busy=true],[role=progressbar]:not([aria-valuenow]),.spinner,.loading,.loader,[class*=spinner],[class*=skeleton]';
  /** Something finite is under way: an animation, a late picture in view, a spinner. */
  const busy = () => {
    for (const a of animationsOf(document)) {
      const t = a.effect && a.effect.getComputedTiming();
      if (t && a.playState === 'running' && t.iterations !== Infinity && t.endTime < 5000 && t.progress !== null) return 'animation';
    }
    let n = 0;
    for (const i of docAll(document, 'img')) {
      if (++n > 300) break;
      if (!i.complete && i.loading !== 'lazy') {
        const r = box(i);
        if (r.bottom > 0 && r.top < innerHeight) return 'image';
      }
    }
    n = 0;
    for (const s of docAll(document, SPINNER)) {
      if (++n > 50) break;
      if (!shown(s, { opacityProperty: true, visibilityProperty: true })) continue;
      const r = box(s);
      if (r.width > 4 && r.height > 4 && r.bottom > 0 && r.top < innerHeight) return 'spinner';
    }
    return '';
  };
  const status = () => {
    onMutations(observer.takeRecords());
    return { quiet: Math.round(performance.now() - pulse.last), busy: busy(), ready: stateOf(document) };
  };
  /** The next frame, at whose start `begun` is called, or the time of three if none comes. */
  const frame = (begun) => new Promise((done) => {
    const late = setTimeout(done, 50);
    requestAnimationFrame(() => {
      begun();
      clearTimeout(late);
      done();
    });
  });
  const message = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  const timer = () => new Promise((done) => setTimeout(done));
  /** After the tasks that a frame has put off: our callback was its first, so ours come before them at first. */
  const soon = async () => {
    await timer();
    await message();
    await timer();
  };
  const lastChange = () => {
    onMutations(observer.takeRecords());
    return pulse.last;
  };
  /**
   * Whether a whole frame, and what it puts off, brings no change. In an event what comes before the frame
   * is no change: it is what the event did. No timer could tell when that is over, they wait for the frame.
   */
  const calmed = async (inEvent) => {
    let was = lastChange();
    await frame(() => {
      if (inEvent) was = lastChange();
    });
    await soon();
    return was === lastChange();
  };
  /**
   * Resolves once the document is at rest: with `quick` as soon as something has changed since
   * `before` and nothing more in one frame, else after `quiet` ms without a change, of which `waited` may
   * have passed; at most after `cap` ms. With what has changed since `before`, and how a press was judged.
   */
  const rest = async ({ quick, quiet, waited, cap }) => {
    watch(document);
    const begun = performance.now(), from = begun - waited;
    let s = status();
    if (quick && pulse.effect) {
      let calm = guard && guard.still ? await guard.still : false;
      for (let tries = 0; tries < 4 && !calm && !guardBroke(); tries++) calm = await calmed(false);
      s = status();
      const effect = pulse.effect.summary();
      if (!s.busy && s.ready === 'complete' && (effect.changed || effect.scrolled || effect.focusEditable)) {
        pulse.effect.decide();
        return told(s, true, pulse.effect.summary(), false);
      }
    }
    let capped = false;
    for (;;) {
      s = status();
      const now = performance.now();
      capped = now - begun >= cap;
      if (guardBroke() || capped) break;
      const still = now - Math.max(pulse.last, from);
      if (still >= quiet && !s.busy && s.ready !== 'loading') break;
      await new Promise((done) => setTimeout(done, Math.max(4, Math.min(s.busy ? 30 : quiet - still, cap - (now - begun)))));
    }
    if (pulse.effect) {
      onMutations(observer.takeRecords());
      pulse.effect.decide();
    }
    return told(s, false, pulse.effect ? pulse.effect.summary() : null, capped);
  };
  const guardBroke = () => guard !== null && guard.came && !guard.ok;
  const judged = () => (guard ? { came: guard.came, ok: guard.ok, by: guard.by } : null);
  const told = (s, quick, effect, capped) => printJson({ busy: s.busy, ready: s.ready, quick, capped, effect, press: judged() });
  /** The action is over. */
  const over = () => {
    onMutations(observer.takeRecords());
    disarm();
    pulse.effect = null;
    pulse.actedTo = performance.now() + AFTERWARDS;
  };

  // ---- all text ------------------------------------------------------------------------------
  /** All painted text in reading order, one block a line, cells apart by tabs. */
  const text = (most) => {
    const w = walk({ all: true, most: 200000 });
    let out = '';
    for (const l of w.lines) {
      const s = l.role === 'row' ? l.names.join('\t') : l.names[0];
      if (!s) continue;
      out += (l.role === 'heading' ? '# ' : '') + s + '\n';
      if (out.length > most) break;
    }
    return printJson({ text: out.slice(0, most).toWellFormed(), cut: out.length > most, url: urlOf(document), title: cut(tidy(titleOf(document)), 300) });
  };

  /** The same, of a frame whose text its parent's walker does not read; nothing if nobody sees it. */
  const ownText = (most) => (window.frameElement || innerWidth < 2 || innerHeight < 2 ? printJson({ text: '' }) : text(most));

  // ---- handed in by the server ---------------------------------------------------------------
  /** A closed shadow root, resolved into this world. */
  const adopt = (...roots) => {
    for (const root of roots) {
      if (!root) continue;
      const host = hostOf(root);
      closedRoots.set(host, root);
      watch(root);
    }
    return roots.length;
  };
  /** Elements that may host a closed shadow root: to be described by the browser, then adopted. */
  const suspected = () => suspects;
  /** Listeners, as types (joined by commas) and the nodes that have them. */
  const listening = (types, ...nodes) => {
    nodes.forEach((n, i) => {
      if (n && typeof types[i] === 'string') heard.set(n, new Set(types[i].split(',')));
    });
    return nodes.length;
  };

  Object.defineProperty(globalThis, 'parley', {
    value: Object.freeze({ look, text, ownText, locate, node, reach, still, scrolledTo, aim, through, at, scroll, showText,
      options, choose, setValue, selectText, selected, ready, focused, before, rest, over, adopt, suspected, listening }),
    writable: false, configurable: false, enumerable: false,
  });
})();
