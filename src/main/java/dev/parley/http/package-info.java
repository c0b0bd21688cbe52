/**
 * The HTTP layer all doors share: server, routing, bodies, answers, limits. Home of Helidon.
 *
 * <p>For: taking a request off the wire and deciding its route, reading bodies within bounds,
 * writing answers (also piece by piece, also broken off), CORS, the access log, draining, paging
 * tokens, limits per caller, health and metrics. Not for: what a door says. A door hands in a
 * {@link dev.parley.http.Surface}; this room knows none of them, no error envelope and no caller.
 *
 * <pre>
 * socket → Entrance → RoutingTable → Handler → Answer → Delivery → socket
 *                        |              | throws
 *                        |              → Surface.refuse(Request, Fault) → Answer
 *                        → Surface.unknownPath, Surface.wrongMethod, preflight
 * </pre>
 *
 * <p>Helidon reads the request line and the headers and owns the connection; everything after that
 * is decided here, because its router and its response have opinions of their own (wrong methods
 * are 404 with a text, bodies too large are refused before anyone looked at the credentials, a
 * chunked answer cannot be broken off).
 */
@NullMarked
@Room(
    imports = {"problem", "json", "cancel", "span"},
    libraries = {"io.helidon", "com.sun.management"})
package dev.parley.http;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
