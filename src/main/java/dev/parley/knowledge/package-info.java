/**
 * What an agent can look up: documents, their text in pieces, and the ports that read them.
 *
 * <pre>
 * file ─ ReadText → DocumentText (blocks in reading order) or Unreadable (a ReadFault)
 * </pre>
 *
 * <p>Not here: formats (room {@code extract}).
 */
@NullMarked
@Room
package dev.parley.knowledge;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
