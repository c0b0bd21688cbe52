/** Typed values shared by user and agent in a session. */
@NullMarked
@Room(imports = {"json"})
package dev.parley.variable;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
