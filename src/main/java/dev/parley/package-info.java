/**
 * The agent session server. Each package below is one room; {@link Room} names what it leans on.
 */
@NullMarked
package dev.parley;

import org.jspecify.annotations.NullMarked;
