/**
 * What is remembered for a moment in front of the database. Home of Caffeine.
 *
 * <p>A room of its own, because it fits nowhere else: the domain imports no library, the PostgreSQL
 * room says what is in the database now, the vault keeps keys. Whatever stands here is bounded,
 * short-lived, and dropped at once when it is changed on this node; on other nodes when they are
 * told or after at most five seconds (design §10). Not here: anything that would be lost with it.
 */
@NullMarked
@Room(
    imports = {"identity"},
    libraries = {"com.github.benmanes.caffeine"})
package dev.parley.cache;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
