/** Functions known by name and semantic version, and the port that calls them. */
@NullMarked
@Room(imports = {"cancel", "id", "json", "trace"})
package dev.parley.function;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
