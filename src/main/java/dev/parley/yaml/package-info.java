/**
 * YAML: a tree whose every value knows its line, and a reader that collects all faults at once.
 *
 * <p>One document of YAML 1.2 of at most 1 MiB; plain scalars mean what they mean in JSON ({@code
 * no}, {@code 012} and dates are texts); no tags, no merge keys, no duplicate keys; what aliases
 * expand to is bounded. It knows nothing of agents or settings: what keys mean is said by who reads
 * them.
 */
@NullMarked
@Room(
    imports = {"json"},
    libraries = {"org.snakeyaml.engine"})
package dev.parley.yaml;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
