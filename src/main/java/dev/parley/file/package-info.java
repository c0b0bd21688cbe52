/**
 * Files and screenshots that sessions own: their names, their ports, and the store of bytes below.
 *
 * <p>A file is a row with its name, size and hash, and a blob with its bytes. Names are made safe
 * here, and one session has one file of a name. Screenshots are kept apart from files and count for
 * no quota.
 *
 * <pre>
 * write:   orphan (due in an hour) → blob under a fresh key → row takes it in, no orphan any more;
 *          the blob it had before is an orphan (due now) → deleted → struck out
 * delete:  row goes, its blob is an orphan (due now) → deleted → struck out
 * sweep:   orphans whose time is over → deleted → struck out
 * </pre>
 *
 * <p>Each line of it may be cut off anywhere: a row always has its whole blob, and a blob without a
 * row is an orphan that the sweep finds, without ever listing the store.
 *
 * <p>Not here: where bytes lie (an adapter of {@link dev.parley.file.Blobs}), how a signed URL is
 * served (its door).
 */
@NullMarked
@Room(imports = {"id", "problem", "secret", "session"})
package dev.parley.file;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
