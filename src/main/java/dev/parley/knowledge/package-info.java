/**
 * What an agent can look up: documents in chunks, and the ports that read, keep and find them.
 *
 * <pre>
 * file ─ ReadText → DocumentText (blocks in reading order), or Unreadable with a ReadFault
 *              └ CutText → Chunk (headings, page, text)
 * KeepDocuments ─ files against Documents: reads what changed, removes what is gone
 * TendKnowledge ─ has a PassageIndex follow the rows, and the Vectors made that are wanting
 * question ─ Retriever → Passage (document, chunk)
 * </pre>
 *
 * <p>A document is its path. It is read again when its file's hash changes; a vector is made once
 * for the same text under the same headings, whatever files come and go. Rows are what counts: an
 * index follows them, is known by their revisions, and can be thrown away.
 *
 * <p>Not here: formats (room {@code extract}), and what a model is told of a passage.
 */
@NullMarked
@Room(imports = {"cancel", "embedding"})
package dev.parley.knowledge;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
