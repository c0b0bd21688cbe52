/**
 * Finds passages by words and by meaning, in a Lucene index on this node's disk.
 *
 * <pre>
 * question ─ Words (BM25 over text and headings) ─┐
 *          └ Meaning (nearest vectors)            ├─ Fusion (reciprocal ranks) → passages
 *                                                 ┘
 * rows ─ HybridIndex.refresh ─ documents whose revision is another → Entries
 * </pre>
 *
 * <p>The index holds a copy of what rows hold, with an entry for each document that tells its
 * revision, and the format and the model it was made with in its commits. It is opened as it is,
 * and made anew from the rows when it is of another format or cannot be read; no text is embedded
 * for that again. Two processes on one data folder have an index each.
 */
@NullMarked
@Room(
    imports = {"cancel", "embedding", "knowledge"},
    libraries = {"org.apache.lucene"})
package dev.parley.lucene;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
