// Signs a person in with the published client's own helper, as its build for browsers does it:
// this file is the browser, without a window, and the person who fills the forms.
import { createPlatformClient } from "@osdk/client";
import { Sessions } from "@osdk/foundry.aipagents";
import { createPublicOauthClient } from "@osdk/oauth";

const env = process.env;
const REDIRECT = "http://127.0.0.1:49201/back";
const SCOPES = ["api:aip-agents-read", "api:aip-agents-write"];

function assert(holds, what) {
  if (!holds) {
    throw new Error(`not so: ${what}`);
  }
}

function storage() {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  };
}

/** The helper's own window: it may only look where it is and ask to go elsewhere. */
function windowAt(href) {
  const assigned = Promise.withResolvers
    ? Promise.withResolvers()
    : (() => {
        const made = {};
        made.promise = new Promise((resolve) => (made.resolve = resolve));
        return made;
      })();
  globalThis.window = {
    location: {
      href,
      pathname: new URL(href).pathname,
      toString: () => href,
      assign: assigned.resolve,
    },
    history: { replaceState: () => {} },
  };
  return assigned.promise;
}

const cookies = new Map();

async function browse(address, fields) {
  const answer = await fetch(address, {
    method: fields === undefined ? "GET" : "POST",
    body: fields === undefined ? undefined : new URLSearchParams(fields),
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    redirect: "manual",
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [name, value] = cookie.split(";")[0].split("=");
    cookies.set(name, value);
  }
  return { address, text: await answer.text(), to: answer.headers.get("location") };
}

/** What a person does with the form of a page. */
async function send(page, filled) {
  const action = /<form method="post" action="([^"]*)"/.exec(page.text)[1];
  const hidden = page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = { ...filled };
  for (const [, name, value] of hidden) {
    fields[name] = value.replaceAll("&amp;", "&").replaceAll("&#39;", "'");
  }
  return browse(new URL(action, page.address).href, fields);
}

globalThis.localStorage = storage();
globalThis.sessionStorage = storage();

const away = windowAt("http://127.0.0.1:49201/start");
const before = createPublicOauthClient("browser-app", env.BASE, REDIRECT, { scopes: SCOPES });
const left = before.signIn().catch((error) => error.message);
const signIn = await browse(await away);
const signedIn = await send(signIn, { username: "admin", password: "test-password" });
const consent = await browse(new URL(signedIn.to, signedIn.address).href);
const back = await send(consent, { decision: "allow" });
assert(back.to.startsWith(REDIRECT), back.to);
assert((await left) === "Unable to redirect", "the first page waits for the browser to leave it");

// the page is loaded anew
windowAt(back.to);
const auth = createPublicOauthClient("browser-app", env.BASE, REDIRECT, { scopes: SCOPES });
const first = await auth.signIn();
const client = createPlatformClient(env.BASE, auth);
const session = await Sessions.create(client, env.PLAIN, {}, { preview: true });
const second = await auth.refresh();
const same = await Sessions.get(client, env.PLAIN, session.rid, { preview: true });
await auth.signOut();
const out = await fetch(`${env.BASE}/api/v2/aipAgents/agents/${env.PLAIN}?preview=true`, {
  headers: { authorization: `Bearer ${second.access_token}` },
});
console.log(
  JSON.stringify({
    signedIn: typeof first.access_token,
    life: first.expires_in,
    refreshed: second.access_token !== first.access_token,
    rotated: second.refresh_token !== first.refresh_token,
    same: same.rid === session.rid,
    after: out.status,
  }),
);
// the helper's timer would refresh in an hour
process.exit(0);
