/**
 * The Allyson v1 API: web agent sessions and API keys, as contract allyson §1 to §5 words them.
 *
 * <pre>
 * Gate        who asks (key before token), its limit of requests, then
 * Operation   a route with the keys of its errors and its words for an unforeseen failure
 *   SessionOperations   §2.1–2.4, 2.11     read and begun
 *   ControlOperations   §2.5–2.10          told things while they run
 *   LiveOperations      ours               tokens for door.live
 *   KeyOperations       §5.2
 *   MeOperations        §5.4, GET /
 * Refusal     what is said for each problem; the keys differ by route (§1.5)
 * </pre>
 *
 * <p>Bodies are read leniently by {@code Fields}: members nobody knows are ignored. What goes out
 * is a record where it has few members, and a tree where the contract wants many, or wants nulls.
 * No answer holds a file's path, and none is cached here: URLs are signed anew for each.
 *
 * <p>Not here: documents, cookies, the user's settings and the model proxy, which are to come; what
 * a session does.
 */
@NullMarked
@Room(
    imports = {
      "file",
      "http",
      "id",
      "identity",
      "json",
      "problem",
      "session",
      "webagent",
      "webagent.live"
    })
package dev.parley.door.allyson;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
