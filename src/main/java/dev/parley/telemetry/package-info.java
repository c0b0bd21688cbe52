/** What the server counts, and how Prometheus reads it. */
@NullMarked
@Room(
    imports = {"engine", "http", "trace"},
    libraries = {"io.micrometer"})
package dev.parley.telemetry;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
