/** What a turn was asked, every step it took, and what came of it; plain values, no behaviour. */
@NullMarked
@Room(imports = {"id", "json", "problem", "session", "variable"})
package dev.parley.trace;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
