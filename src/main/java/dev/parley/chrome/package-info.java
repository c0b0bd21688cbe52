/**
 * Real Chromium behind the port: a pool of browsers, contexts in them as sessions.
 *
 * <pre>
 * Pool ─ Places (who may have a session, who waits)
 *   └n Chromium ─ process, connection; closed by age, memory, crash
 *        └n Context ─ gate, primed; warm until a session takes it
 *             └1 ChromeSession ─ look, act, checkpoint, watch, input
 *                  ├n Tab ─ page session, Frames, Traffic, Dialogs
 *                  └  Downloads, News, Screen, Clipboard
 * </pre>
 *
 * <p>Targets come by auto-attach alone and wait until they are set up, so that no page runs a line
 * before we know it. What happens by itself (a dialog, a tab, a download, a crash) is answered at
 * once and noted as {@link News}, which the next result tells.
 *
 * <p>{@link Looking} reads a page through the walkers in its frames; {@link Acting} uses what a
 * listing numbers, and {@link Aftermath} finds out what came of it. A press is judged inside the
 * page at the moment it comes: it goes to the element it was meant for, or nowhere.
 */
@NullMarked
@Room(imports = {"browser", "cancel", "chrome.cdp", "chrome.launch", "chrome.look", "json"})
package dev.parley.chrome;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
