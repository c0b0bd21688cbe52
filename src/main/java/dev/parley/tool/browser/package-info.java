/**
 * Carries out one step of an agent that browses, in a real browser, and says what came of it.
 *
 * <p>A turn has one browser session on the node that runs it: opened at its first look, opened
 * again from the last checkpoint after a crash, a restart, or a long time unused.
 *
 * <pre>
 * BrowserTools ─ turns and what they hold
 *   └n Held ─ one turn's browser: open, look, checkpoint, pictures
 *        ├  Deeds ─ carries out one Wish, which Arguments read from a call
 *        ├  Logins ─ cookies of its owner, for a browser that begins
 *        ├  Secrets ─ placeholders, what they are bound to, masking
 *        └  SessionFiles ─ files of the session, downloads
 * </pre>
 *
 * <p>Outcomes are as the web agent's journal keeps them. A look is {@code {listing, url, title,
 * whole, notices, at}}, anything else {@code {text, changed, effect, files?, bound?}}; {@code
 * effect} is {@code done}, {@code none} or {@code refused}. Values of secrets stand in none of
 * them.
 *
 * <p>Not here: what to do next, prompts, and when a step is repeated.
 */
@NullMarked
@Room(
    imports = {
      "browser", "cancel", "engine", "file", "id", "json", "login", "model", "problem", "secret",
      "session", "trace"
    })
package dev.parley.tool.browser;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
