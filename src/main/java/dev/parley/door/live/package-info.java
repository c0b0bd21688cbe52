/**
 * Shows the browser of a web agent's session while it runs, and lets a person take it over.
 *
 * <pre>
 * GET  /live/               the page; its token stands in the fragment, which no server is sent
 * GET  /live/v1/stream      frames and states, until the session ends
 * POST /live/v1/control     {lease?, force?} → {lease, no, by, since, next, …}   409 somebody has it
 * POST /live/v1/input       {lease, batch, events} → {next}
 * POST /live/v1/release     {lease, message?, resume?} → 204
 * </pre>
 *
 * <p>The routes below {@code v1} want a token as {@code Authorization: Bearer}: 401 for one that is
 * forged or over, 403 for one that may only watch, 404 once the session is deleted. The Allyson
 * door gives them out. {@code docs/live-view.md} tells clients the whole of it.
 *
 * <p>The stream is an answer in chunks, not a WebSocket: it needs no library, carries its token in
 * a header, passes proxies that know HTTP alone, and is slowed down by a slow reader itself. Each
 * message is two lengths of four bytes, the most significant first, then a JSON header and a body
 * of those lengths; the body is a frame's picture.
 *
 * <p>Not here: who has control, what a viewer is shown next (webagent.live).
 */
@NullMarked
@Room(imports = {"browser", "cancel", "http", "id", "json", "problem", "webagent", "webagent.live"})
package dev.parley.door.live;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
