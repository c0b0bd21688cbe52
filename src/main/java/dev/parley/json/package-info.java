/** JSON: parse, print, a tree of our own, and records. Home of Jackson; nobody else sees it. */
@NullMarked
@Room(libraries = {"tools.jackson", "com.fasterxml.jackson"})
package dev.parley.json;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
