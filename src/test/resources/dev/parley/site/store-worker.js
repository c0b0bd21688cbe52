// How many pages share this worker.
let pages = 0;
onconnect = (event) => event.ports[0].postMessage(++pages);
