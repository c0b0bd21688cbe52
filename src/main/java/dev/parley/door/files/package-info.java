/**
 * Serves what signed URLs of this server's own blob store are for, to whoever has one.
 *
 * <pre>
 * GET, HEAD /files/{owner}/{kind}/{blob}?name=…&amp;type=…&amp;expires=…&amp;signature=…
 *    200 the bytes    206, 416 a range of them    304 the same as before
 *    403 another URL than was signed, or its time is over    404 deleted
 * </pre>
 *
 * <p>The signature stands for credentials; nothing else is asked. What is served was written by a
 * model or a page, so a browser is told never to take it for a page of ours. Not here: who is given
 * such a URL.
 */
@NullMarked
@Room(imports = {"file", "http", "problem"})
package dev.parley.door.files;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
