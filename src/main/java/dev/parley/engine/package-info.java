/**
 * Runs turns step by step, durably; knows no tool and no prompt.
 *
 * <p>Protocol, per turn: {@code accept} writes the turn and its first intent in one commit; each
 * step's outcome is committed together with the next intent; the last outcome together with the
 * answer. Every write names the claim (node and fence) and is refused once the turn is somebody
 * else's, or over.
 */
@NullMarked
@Room(imports = {"cancel", "id", "json", "model", "problem", "session", "span", "trace"})
package dev.parley.engine;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
