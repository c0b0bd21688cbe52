/** What answers: agents and their immutable versions, as workspace files describe them. */
@NullMarked
@Room(imports = {"id", "problem", "variable"})
package dev.parley.agent;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
