/**
 * Measures a server the way its clients see it, next to what the database alone can do.
 *
 * <p>A bench starts a server of its own (a child process with a temporary data directory and the
 * embedded PostgreSQL), loads it over HTTP from one thread, and runs {@code pgbench} on that same
 * PostgreSQL, turn and turn about, so that whatever else the machine does hits both sides. The
 * ratio of the two is the figure to compare; absolute figures belong to the machine.
 *
 * <p>Not here: tests. Nothing fails because a machine is slow. What it knows of the server it knows
 * from outside: the public API, {@code PARLEY_*} settings, and the files of the embedded
 * PostgreSQL; {@link dev.parley.bench.Growth} alone knows tables, to copy what the server has
 * written.
 */
@NullMarked
@Room(imports = {"json"})
package dev.parley.bench;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
