/**
 * The port to real browsers: isolated sessions that can be looked at as text and acted on.
 *
 * <p>A session is one browser context with its tabs. {@link dev.parley.browser.BrowserSession#look}
 * shows the current tab as a listing in which elements that can be used have numbers; {@link
 * dev.parley.browser.BrowserSession#act} uses them and says truthfully what came of it. All traffic
 * of a session passes a {@link dev.parley.browser.Gate} that knows its policy.
 *
 * <p>Not here: what to do next, and whom to ask. That is decided by those who hold a session.
 */
@NullMarked
@Room(imports = {"cancel"})
package dev.parley.browser;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
