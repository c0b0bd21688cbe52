/**
 * The client of the Chrome DevTools Protocol: one connection a browser, sessions within it.
 *
 * <pre>
 * Transport  ──bytes──  Connection ── CdpSession (browser)
 *  pipe fd 3/4, NUL          │            └ CdpSession (page) ── CdpSession (frame, worker)
 *  or WebSocket              └ ids, pending calls, one event queue a session
 * </pre>
 *
 * <p>Commands and events are records, nested in a class per domain; a command's method is read off
 * its name. Only those we use are here. Results and events are parsed when somebody reads them, so
 * that what nobody listens to costs a glance at the envelope.
 *
 * <p>Not here: what to send when.
 */
@NullMarked
@Room(imports = {"cancel", "json"})
package dev.parley.chrome.cdp;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
