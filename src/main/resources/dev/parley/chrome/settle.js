// Runs in our isolated world of every document: knows when the DOM last changed.
(() => {
  if (globalThis.parleySettle) return;
  const NOISY = 3;       // as many changes of one element within a window, before the action
  const ENDLESS = 10;    // as many, whenever they began
  const WINDOW = 500;    // ms
  let last = performance.now() - 10000;
  let changes = 0;
  let added = 0;
  let noisy = new WeakSet();
  let recent = new Map();

  const note = (node, now) => {
    const seen = recent.get(node);
    if (!seen || now - seen.last > WINDOW) {
      recent.set(node, { since: now, last: now, count: 1 });
    } else {
      seen.count++;
      seen.last = now;
      // what goes on like this never ends
      if (seen.count >= ENDLESS && now - seen.since > 2 * WINDOW) noisy.add(node);
    }
    if (recent.size > 500) recent.clear();
  };
  const observer = new MutationObserver((records) => {
    const now = performance.now();
    let counts = false;
    for (const record of records) {
      const node = record.target.nodeType === 1 ? record.target : record.target.parentNode;
      if (!node) continue;
      note(node, now);
      if (noisy.has(node)) continue;
      counts = true;
      changes++;
      for (const child of record.addedNodes) if (child.nodeType === 1) added++;
    }
    if (counts) last = now;
  });
  observer.observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });

  const animates = () => document.getAnimations().some((animation) => {
    if (animation.playState !== 'running' || !animation.effect) return false;
    const end = animation.effect.getComputedTiming().endTime;
    return Number.isFinite(end) && end < 5000;
  });
  const busy = () => {
    const marked = document.querySelector('[aria-busy="true"]');
    return Boolean(marked && marked.getClientRects().length);
  };

  globalThis.parleySettle = {
    // Before an action: what changes all the time does not count after it.
    mark() {
      const now = performance.now();
      noisy = new WeakSet();
      for (const [node, seen] of recent) {
        if (seen.count >= NOISY && now - seen.last < WINDOW) noisy.add(node);
      }
      return { changes, added };
    },
    // Resolves once nothing has changed for `quiet` ms, or after `most` ms.
    quiet(quiet, most) {
      const begin = performance.now();
      return new Promise((resolve) => {
        const check = () => {
          const now = performance.now();
          const still = now - last;
          const ready = document.readyState !== 'loading';
          if (ready && still >= quiet && !animates() && !busy()) {
            resolve({ quiet: true, changes, added });
          } else if (now - begin >= most) {
            resolve({ quiet: false, changes, added });
          } else {
            setTimeout(check, Math.max(10, Math.min(quiet - still, most)));
          }
        };
        check();
      });
    },
  };
})();
