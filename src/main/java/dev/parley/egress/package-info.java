/**
 * The way out of browser sessions: a forward proxy on loopback that knows each session's policy.
 *
 * <p>For: deciding, for every request and every tunnel, whether a session may reach a host, and
 * carrying its bytes there. Not for: what does not pass a proxy ({@code file:}, {@code data:},
 * WebRTC); the browser's adapter sees to that. What goes on inside a tunnel is not seen, only its
 * name and port.
 *
 * <pre>
 * ClientConnection → RequestHead → ProxyGates (whose credentials?) → Rules (may it?)
 *       | absolute form                                              ↑ Resolver, AddressKind
 *       |→ Exchange → Origin → target, or the session's upstream proxy
 *       | CONNECT
 *       |→ Tunnel   → Origin → target, or the session's upstream proxy
 * </pre>
 *
 * <p>A name is resolved once for a connection, every address is held against {@link
 * dev.parley.egress.AddressKind}, and the socket is opened to an address that passed: a name that
 * changes its mind afterwards changes nothing. Heads are read strictly and written anew, so two
 * servers never see two different requests in the same bytes. Every blocking read and write has a
 * time limit that {@link dev.parley.egress.Watch} keeps.
 */
@NullMarked
@Room(imports = {"browser"})
package dev.parley.egress;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
