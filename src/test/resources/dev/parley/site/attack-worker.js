// One script for all kinds of workers: each tries the port that nobody may reach.
const who = self.constructor.name.replace('GlobalScope', '');
const tell = (what) => fetch('{{own}}/tell/loopback', { method: 'POST', mode: 'no-cors', body: who + ' ' + what });
const tried = (work) => { try { return work(); } catch { return null; } };
tried(() => importScripts('http://127.0.0.1:{{canary}}/import.js'));
tried(() => new WebSocket('ws://127.0.0.1:{{canary}}/worker'));
tried(() => new EventSource('http://127.0.0.1:{{canary}}/worker'));
tried(() => { const x = new XMLHttpRequest(); x.open('GET', 'http://[::1]:{{canary}}/worker', false); x.send(); });
fetch('http://127.0.0.1:{{canary}}/worker', { mode: 'no-cors' }).then(() => tell('over'), () => tell('over'));
