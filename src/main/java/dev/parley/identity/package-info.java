/** Who calls: users, tokens, OAuth clients, and the caller of one request. */
@NullMarked
@Room(imports = {"id", "problem"})
package dev.parley.identity;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
