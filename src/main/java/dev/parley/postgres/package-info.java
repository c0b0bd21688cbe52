/**
 * Everything that is kept, in PostgreSQL; one class per aggregate, SQL beside the method.
 *
 * <pre>
 * agent 1─n agent_version                      function (name, version)
 *           (major, minor), hash, spec
 *
 * session ─ owner, client, agent, version      node ─ id, url, lease_until
 *    │ 1
 *    ├─1 web_session ─ id, source, spec,       a session of the web agent, with what it was
 *    │     sealed, quality, idempotency          given that is secret
 *    ├─n turn ─ status, node, fence, trace, message, input, answer, paused
 *    │     │ 1       at most one live turn a session (turn_live)
 *    │     ├─n step ─ no, round, work, outcome     open while outcome is null
 *    │     ├─n note ─ body                         said to it, not in its journal yet
 *    │     └─1 checkpoint ─ sealed                 of its browser
 *    ├─n event ─ seq, kind, body               append-only; no foreign key, see EventRows
 *    ├─n file ─ name, blob, bytes, sha256      deleted_file (session, name)
 *    └─n screenshot ─ round, blob              storage (owner) ─ used: bytes of all files
 *                                              orphan (blob) ─ due: blobs without a row
 *
 * profile ─ owner, sealed                  what a user has set
 *
 * document ─ path, hash, title, body,      chunk_vector (hash, model) ─ vector; none yet: wanted
 *    │ 1     revision                        belongs to all chunks of that hash, goes with the
 *    └n chunk ─ no, headings, text, hash     last of them
 *
 * account ─ person or service user, password hash,     mark (what, id): which user, keys and
 *    │     email, closed                                 client are the bootstrap ones, and the
 *    ├─n user_key ─ hash, kind, hint, used, revoked      fingerprint of the server key
 *    ├─n identity_link ─ issuer, subject
 *    └─n access_token ─ hash, client, scopes,
 *                       expires, revoked
 * client ─ secret hash, grants, scopes, redirects      login (owner, origin) ─ sealed: cookies
 *    └─n consent ─ owner, scopes, revoked                sign_in (hash) ─ owner: at the sign-in page
 *          ├─n authorization_code, refresh_token ─ hash, used
 *          └─n access_token
 * </pre>
 *
 * <p>What is remembered for a moment in front of a table stands here too, beside the rows it must
 * agree with: bounded, short-lived, dropped at once when this node changes them. The domain imports
 * no library, so the cache cannot be there.
 *
 * <p>Not here: decisions. A class of this room writes down what the engine decided.
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "archive",
      "conversation",
      "engine",
      "file",
      "function",
      "id",
      "identity",
      "json",
      "knowledge",
      "login",
      "problem",
      "profile",
      "secret",
      "session",
      "tool.browser",
      "trace",
      "webagent",
      "webagent.live"
    },
    libraries = {
      "org.jdbi",
      "com.zaxxer.hikari",
      "org.flywaydb",
      "org.postgresql",
      "com.github.benmanes.caffeine"
    })
package dev.parley.postgres;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
