/**
 * JSON for people who run the server: the command line now, the web console later.
 *
 * <pre>
 * GET    /console/v1/me                                        who asks
 * GET    /console/v1/agents                                    all agents, by name
 * POST   /console/v1/workspace            administrators       {files, documents?} → what changed and
 *                                                              which documents to send, or 422 {faults}
 * PUT    /console/v1/documents?path=      administrators       the file's bytes → {readable, passages, lines}
 * GET    /console/v1/documents            administrators       {documents, waiting}
 * GET    /console/v1/keys                                      the caller's own
 * POST   /console/v1/keys                                      {kind, label} → {key, secret}
 * POST   /console/v1/keys/{id}/reset                           → {key, secret}
 * DELETE /console/v1/keys/{id}                                 → 204
 * GET    /console/v1/users?after=         administrators       a page, by name
 * POST   /console/v1/users                administrators       {name, email?, admin, password?}
 * POST   /console/v1/users/{name}/email   administrators       {email?}
 * POST   /console/v1/users/{name}/password|disable|enable      administrators
 * GET    /console/v1/clients              administrators       all, by id
 * POST   /console/v1/clients              administrators       {name, open, redirects, scopes}
 *                                                              → {client, secret?}
 * POST   /console/v1/clients/{id}/secret  administrators       → {client, secret}
 * DELETE /console/v1/clients/{id}         administrators       → 204
 * GET    /console/v1/runs/{id}?after=                          {status, steps, control?} of the
 *                                                              caller's own
 * GET    /console/v1/runs/{id}/events?after=                   {events}, what people did among them
 * GET    /console/v1/blobs?after=         administrators       those of all users, a page by key
 * POST   /console/v1/blobs/known          administrators       {keys} → {owned, strays}
 * </pre>
 *
 * <p>Callers bring a bearer token of a user; tokens limited by scopes are refused, since who may
 * make keys could widen them. An error is {@code {error, message}}. Sessions are not here: they are
 * spoken to through the doors of the vendors' APIs. Only what came of each action of the web agent
 * is, since its API does not tell.
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "engine",
      "file",
      "http",
      "id",
      "identity",
      "json",
      "problem",
      "webagent",
      "webagent.live"
    })
package dev.parley.door.console;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
