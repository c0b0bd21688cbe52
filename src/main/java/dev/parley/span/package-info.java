/**
 * Where in which trace the code at hand runs, as W3C Trace Context names it; no spans themselves.
 */
@NullMarked
@Room
package dev.parley.span;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
