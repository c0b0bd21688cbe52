/**
 * Measures browser sessions the way their holder sees them, next to a bare browser.
 *
 * <p>The sessions come through the port {@code browser}, made by {@code app}, which alone knows the
 * adapter behind it; they load the bench's own pages over loopback HTTP, through a real gate. The
 * bare browser is the same program on the same machine, driven with the protocol and nothing else:
 * no proxy, no settling, no report of what changed. As {@code pgbench} does for the server, it says
 * what the machine can do at that moment; the two take turns, and their ratio is the figure to
 * compare.
 *
 * <p>A room beside {@code bench}, not part of it: that one knows a server from outside alone and
 * must not see the protocol. What they share is how figures are kept and printed.
 *
 * <p>The web agent's bench has the same sessions as its measure: a round through a whole server,
 * its model a script that answers at once, beside a step in a session without a server.
 *
 * <pre>
 * BrowserBench ─ Footprint, FirstNavigation, Listings, Steps, Crowd
 *                    │ Subject (sessions)      │ BareBrowser      both at pages of BenchSite
 * AgentBench ─ Rounds
 *                    │ AgentClient (server)    │ Subject
 * </pre>
 */
@NullMarked
@Room(
    imports = {"bench", "browser", "cancel", "chrome.cdp", "chrome.launch", "json"},
    libraries = {"com.sun.net.httpserver"})
package dev.parley.bench.browser;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
