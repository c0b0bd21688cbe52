/** The durable relation of one user with one agent version. */
@NullMarked
@Room(imports = {"agent", "id"})
package dev.parley.session;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
