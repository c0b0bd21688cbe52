/**
 * The Allyson v1 API: web agent sessions, their files, API keys and users, as contract allyson §1
 * to §5 words them.
 *
 * <pre>
 * Gate        who asks (key before token), its limit of requests, then
 * Operation   a route with the keys of its errors and its words for an unforeseen failure
 *   SessionOperations   §2.1–2.4, 2.11     read and begun
 *   ControlOperations   §2.5–2.10, 2.13    told things while they run, and deleted
 *   LiveOperations      ours               tokens for door.live
 *   FileOperations      §2.12
 *   DocumentOperations  §5.3
 *   LoginOperations     §5.1
 *   KeyOperations       §5.2
 *   MeOperations        §5.4, GET /
 *   UserOperations      §5.4, 5.5          the profile, and the end of an account
 *   UsageOperations     §5.4               statistics and billing
 *   ChatOperations      §5.6               if it is switched on
 * Refusal     what is said for each problem; the keys differ by route (§1.5)
 * </pre>
 *
 * <p>Bodies are read leniently by {@code Fields}: members nobody knows are ignored. What goes out
 * is a record where it has few members, and a tree where the contract wants many, or wants nulls.
 * No answer holds a file's path, and none is cached here: URLs are signed anew for each.
 *
 * <p>Not here: what a session does; where a chat completion goes and by whose key.
 */
@NullMarked
@Room(
    imports = {
      "cancel",
      "file",
      "http",
      "id",
      "identity",
      "json",
      "login",
      "model",
      "problem",
      "profile",
      "session",
      "trace",
      "webagent",
      "webagent.live"
    })
package dev.parley.door.allyson;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
