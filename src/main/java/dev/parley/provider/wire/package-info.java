/**
 * What all providers reached over HTTP share: the connection, its streams and faults, the reply
 * under construction. It knows no provider's words.
 *
 * <pre>
 * a provider's room:  ModelRequest → Post (address, headers, body) ─┐
 *                                                          Wire.ask │ POST, one connection a call
 *   Listener ← Event (server-sent event, or line of JSON) ←─────────┘
 *      └→ Draft → ModelReply
 * </pre>
 *
 * A call runs on the thread that asked. Cancelling it, or interrupting that thread, closes its
 * connection at once, in whatever state (decision 003). A stream that ends before its listener says
 * that the reply is whole was cut; what comes after that is let go unread. Requests and replies
 * have largest sizes, and no fault repeats a provider's prose, a prompt or a key.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "trace"})
package dev.parley.provider.wire;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
