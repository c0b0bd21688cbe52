// What really happened, for the tests: POST /tell/<page>.
const tell = (what) => fetch('{{own}}/tell/' + location.pathname.slice(1).split('/')[0], { method: 'POST', body: String(what), keepalive: true, mode: 'no-cors' });
