/**
 * Where bytes lie: blobs in a directory of this machine, or one that all nodes share.
 *
 * <pre>
 * &lt;data&gt;/blobs               0700
 *    ├─ .incoming/&lt;uuid&gt;     a blob on its way in, 0600
 *    └─ &lt;key&gt;                each segment but the last a directory
 * </pre>
 *
 * <p>A blob is written beside, forced to the disk and moved into its place, so it is there whole or
 * not at all. Not here: what a blob belongs to, and who may read it.
 */
@NullMarked
@Room(imports = {"file"})
package dev.parley.blob;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
