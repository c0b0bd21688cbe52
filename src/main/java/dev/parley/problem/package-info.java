/** Everything that can be wrong, in our words; each door says how it reports it. */
@NullMarked
@Room(imports = {"id"})
package dev.parley.problem;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
