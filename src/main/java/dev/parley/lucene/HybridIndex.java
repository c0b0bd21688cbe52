package dev.parley.lucene;

import dev.parley.cancel.Cancel;
import dev.parley.embedding.Embedder;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Documents;
import dev.parley.knowledge.Documents.Edition;
import dev.parley.knowledge.Passage;
import dev.parley.knowledge.PassageIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of one node: follows the rows, and is searched by words and by meaning at once. */
final class HybridIndex implements PassageIndex {
  private static final Logger LOG = LoggerFactory.getLogger(HybridIndex.class);

  /** It would recommend an option of the JVM at every start; held here, so that it stays quiet. */
  private static final java.util.logging.Logger ADVICE =
      java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization");

  private static final String FORMAT = "1";
  private static final int CANDIDATES = 50;
  private static final int DOCUMENTS_AT_ONCE = 20;
  private static final Set<String> PLACE = Set.of(Entries.DOCUMENT, Entries.REVISION);

  private final Documents documents;
  private final String model;
  private final Words words = new Words();
  private final Meaning meaning;
  private final IndexFolder folder;
  private final ReentrantLock refreshing = new ReentrantLock();
  private @Nullable IndexWriter writer;
  private volatile @Nullable SearcherManager searchers;
  private @Nullable Edition seen;
  private final Map<DocumentPath, Long> held = new HashMap<>();

  HybridIndex(Path folder, Documents documents, Embedder embedder) {
    ADVICE.setLevel(Level.SEVERE);
    this.documents = documents;
    this.model = embedder.model();
    this.meaning = new Meaning(embedder);
    this.folder = new IndexFolder(folder, words, FORMAT + " " + model);
  }

  @Override
  public boolean refresh() {
    refreshing.lock();
    try {
      var edition = documents.edition();
      if (edition.equals(seen) || (isEmpty(edition) && writer == null && !folder.isThere())) {
        return false;
      }
      follow();
      seen = edition;
      return true;
    } catch (IOException | AlreadyClosedException failed) {
      // A writer that has failed is of no more use; the next refresh opens the index again.
      abandon();
      throw new UncheckedIOException(
          failed instanceof IOException known ? known : new IOException(failed));
    } finally {
      refreshing.unlock();
    }
  }

  private void abandon() {
    try {
      if (searchers != null) {
        searchers.close();
      }
      if (writer != null) {
        writer.rollback();
        writer.getDirectory().close();
      }
    } catch (IOException again) {
      LOG.warn("the index of documents could not be closed: {}", again.toString());
    }
    writer = null;
    searchers = null;
    seen = null;
    held.clear();
  }

  private static boolean isEmpty(Edition edition) {
    return edition.documents() == 0;
  }

  /** Takes in every document that is another than the one held. */
  private void follow() throws IOException {
    var open = opened();
    var there = documents.revisions();
    var gone = new HashSet<>(held.keySet());
    gone.removeAll(there.keySet());
    if (!gone.isEmpty()) {
      open.deleteDocuments(gone.stream().map(Entries::of).toArray(Term[]::new));
      held.keySet().removeAll(gone);
    }
    var changed =
        there.entrySet().stream()
            .filter(document -> !document.getValue().equals(held.get(document.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    boolean leaves = !gone.isEmpty() || changed.stream().anyMatch(held::containsKey);
    for (int from = 0; from < changed.size(); from += DOCUMENTS_AT_ONCE) {
      take(open, changed.subList(from, Math.min(changed.size(), from + DOCUMENTS_AT_ONCE)));
    }
    if (!gone.isEmpty() || !changed.isEmpty()) {
      folder.commit(open);
    }
    show();
    if (leaves) {
      folder.clean(open);
      show();
    }
  }

  private void show() throws IOException {
    if (searchers != null) {
      searchers.maybeRefreshBlocking();
    }
  }

  private void take(IndexWriter open, List<DocumentPath> paths) throws IOException {
    for (var shelved : documents.shelved(paths, model)) {
      open.updateDocuments(Entries.of(shelved.path()), Entries.of(shelved));
      held.put(shelved.path(), shelved.revision());
    }
  }

  private IndexWriter opened() throws IOException {
    if (writer == null) {
      writer = folder.open();
      var manager = new SearcherManager(writer, null);
      readHeld(manager);
      searchers = manager;
    }
    return writer;
  }

  private void readHeld(SearcherManager manager) throws IOException {
    var searcher = manager.acquire();
    try {
      var stored = searcher.storedFields();
      int most = Math.max(1, searcher.getIndexReader().maxDoc());
      for (var hit : searcher.search(Entries.marks(), most).scoreDocs) {
        var entry = stored.document(hit.doc, PLACE);
        held.put(
            new DocumentPath(entry.get(Entries.DOCUMENT)),
            entry.getField(Entries.REVISION).numericValue().longValue());
      }
    } finally {
      manager.release(searcher);
    }
  }

  @Override
  public List<Passage> find(Search search, Cancel cancel) {
    var manager = searchers;
    if (manager == null || search.question().isBlank()) {
      return List.of();
    }
    try {
      cancel.check();
      var searcher = manager.acquire();
      try {
        return find(searcher, search);
      } finally {
        manager.release(searcher);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<Passage> find(IndexSearcher searcher, Search search) throws IOException {
    boolean all = search.under().value().equals(DocumentPath.ROOT);
    var filter = all ? null : Entries.under(search.under());
    int candidates = Math.max(CANDIDATES, 2 * search.most());
    var rankings = new ArrayList<List<Integer>>();
    if (hasVectors(searcher)) {
      var near = meaning.query(search.question(), candidates, filter);
      if (near.isPresent()) {
        rankings.add(
            Arrays.stream(searcher.search(near.get(), candidates).scoreDocs)
                .filter(hit -> Meaning.isNear(hit.score))
                .map(hit -> hit.doc)
                .toList());
      }
    }
    var said = words.query(search.question(), searcher.getIndexReader());
    rankings.add(numbers(searcher.search(filtered(said, filter), candidates).scoreDocs));
    return passages(searcher, Fusion.of(rankings), search.most());
  }

  /** Without any, a question needs none, and its model need not be loaded. */
  private static boolean hasVectors(IndexSearcher searcher) throws IOException {
    for (var leaf : searcher.getIndexReader().leaves()) {
      if (leaf.reader().getFloatVectorValues(Entries.VECTOR) != null) {
        return true;
      }
    }
    return false;
  }

  private static Query filtered(Query query, @Nullable Query filter) {
    return filter == null
        ? query
        : new BooleanQuery.Builder().add(query, Occur.MUST).add(filter, Occur.FILTER).build();
  }

  private static List<Integer> numbers(ScoreDoc[] hits) {
    return Arrays.stream(hits).map(hit -> hit.doc).toList();
  }

  /** The same text, which several documents may have, only once. */
  private static List<Passage> passages(IndexSearcher searcher, List<Integer> ranked, int most)
      throws IOException {
    var stored = searcher.storedFields();
    var passages = new ArrayList<Passage>();
    var hashes = new HashSet<String>();
    for (int number : ranked) {
      if (passages.size() == most) {
        break;
      }
      var entry = stored.document(number);
      if (hashes.add(entry.get(Entries.HASH))) {
        passages.add(Entries.passage(entry));
      }
    }
    return passages;
  }

  @Override
  public void close() {
    refreshing.lock();
    try {
      if (searchers != null) {
        searchers.close();
      }
      if (writer != null) {
        writer.close();
        writer.getDirectory().close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      refreshing.unlock();
    }
  }
}
