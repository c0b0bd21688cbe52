/**
 * Files and screenshots that sessions own: their names, their ports, and the store of bytes below.
 *
 * <p>A file is a row with its name, size and hash, and a blob with its bytes. Names are made safe
 * before they come here, and one session has one file of a name. Screenshots are kept apart from
 * files and count for no quota.
 *
 * <p>Not here: where bytes lie (an adapter of {@link dev.parley.file.Blobs}), who may read a signed
 * URL (its door).
 */
@NullMarked
@Room(imports = {"id", "problem", "session"})
package dev.parley.file;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
