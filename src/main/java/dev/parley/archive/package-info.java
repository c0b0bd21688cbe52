/**
 * Everything a server has as one file, and back from it.
 *
 * <pre>
 * tar.gz, read and written in one pass
 *   000000.json                 Manifest: versions, key fingerprint, amounts
 *   000001.json  blobs/KEY      Blob, and its bytes; one pair for each
 *   ...
 *   00NNNN.json  tables/NAME/N  Rows, and a portion of a table as COPY writes it
 *   ...
 *   00MMMM.json                 End: what there was of everything
 * </pre>
 *
 * <p>Each numbered entry is an {@link Index} behind a line with its signature by the server key,
 * over the archive's id and the number too; it says length and SHA-256 of what follows. So nothing
 * is taken in, nor even unpacked, that this server key has not vouched for, and an archive that is
 * cut off lacks its end.
 *
 * <p>Not here: SQL, stores, where keys come from.
 */
@NullMarked
@Room(imports = {"file", "json", "secret"})
package dev.parley.archive;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
