/** Identifiers: one-field records, so that a raw string or UUID never crosses a room. */
@NullMarked
@Room
package dev.parley.id;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
