/**
 * Measures how passages are found: how well in a small set with the right answers beside it, and
 * how fast among many.
 *
 * <pre>
 * RetrievalBench ─ Quality   Labelled (questions, and the passage that answers each)
 *                └ Speed     Bulk (made-up documents with made-up vectors)
 *                     │ Subject: rows, the index and the model as a server has them
 * </pre>
 *
 * <p>Vectors of many thousand passages would take the model half an hour; what is searched does not
 * depend on what they mean, so those of the bulk are drawn at random, and only the questions are
 * embedded for real. Nothing is fetched from anywhere.
 */
@NullMarked
@Room(imports = {"bench", "cancel", "embedding", "json", "knowledge"})
package dev.parley.bench.retrieval;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
