/**
 * What the server counts and follows: Prometheus reads the one, OpenTelemetry is sent the other.
 *
 * <p>For: metrics of requests, turns, calls and the machine; spans of requests, turns and steps,
 * once somebody has named a collector. Not for: logs, which {@code app} writes, and where in its
 * trace a thread is, which {@code span} knows. Spans are made when their work has ended, with the
 * ids it ran under, so nothing is open or held meanwhile and a crash loses only what ran.
 */
@NullMarked
@Room(
    imports = {"engine", "http", "id", "model", "problem", "session", "span", "trace"},
    libraries = {"io.micrometer", "io.opentelemetry"})
package dev.parley.telemetry;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
