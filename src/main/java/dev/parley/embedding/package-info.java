/** The port to what turns texts into vectors whose nearness is nearness of meaning. */
@NullMarked
@Room
package dev.parley.embedding;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
