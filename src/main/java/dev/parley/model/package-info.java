/** The port to language models: one streaming call, its request, reply and faults. */
@NullMarked
@Room(imports = {"cancel", "json", "trace"})
package dev.parley.model;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
