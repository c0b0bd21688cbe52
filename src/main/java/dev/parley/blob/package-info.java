/**
 * Where bytes lie: blobs in a directory of this machine, or one that all nodes share, or in a store
 * that speaks the S3 protocol. Home of the AWS SDK.
 *
 * <pre>
 * &lt;data&gt;/blobs               0700
 *    ├─ .incoming/&lt;uuid&gt;     a blob on its way in, 0600
 *    └─ &lt;key&gt;                each segment but the last a directory
 *
 * s3://bucket/prefix
 *    └─ &lt;key&gt;                an object; trial/&lt;uuid&gt; for a moment at each start
 * </pre>
 *
 * <p>In a directory a blob is written beside, forced to the disk and moved into its place. For S3
 * it is first read to its end, so that no byte is sent before it is known that all are there, and
 * then sent with its SHA-256. In both it is there whole or not at all. Not here: what a blob
 * belongs to, and who may read it.
 */
@NullMarked
@Room(
    imports = {"file"},
    libraries = {"software.amazon.awssdk"})
package dev.parley.blob;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
