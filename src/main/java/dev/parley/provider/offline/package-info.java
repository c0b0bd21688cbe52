/**
 * The model that needs no key and no network, and says the same to the same question.
 *
 * <p>It reads only what any model is given: it repeats what tools answered, calls a tool when the
 * question plainly names it, and otherwise says that it has nothing to answer from.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "trace"})
package dev.parley.provider.offline;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
