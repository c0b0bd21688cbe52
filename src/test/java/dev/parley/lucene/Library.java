package dev.parley.lucene;

import dev.parley.cancel.Cancel;
import dev.parley.embedding.Embedder;
import dev.parley.embedding.Unavailable;
import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Passage;
import dev.parley.knowledge.PassageIndex;
import dev.parley.knowledge.Retriever.Search;
import dev.parley.knowledge.Vectors.Wanted;
import dev.parley.postgres.Database;
import dev.parley.postgres.DocumentRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.postgres.VectorRows;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/** Documents in rows, and an index of them whose model knows the meaning of a few words. */
@NullMarked
final class Library implements Embedder, AutoCloseable {
  /** Words of one meaning each. */
  private static final List<List<String>> MEANINGS =
      List.of(List.of("leave", "holiday", "vacation"), List.of("train", "railway"));

  private final Database database = TestDatabase.open();
  final DocumentRows documents = new DocumentRows(database, InstantSource.system());
  private final VectorRows vectors = new VectorRows(database, InstantSource.system());
  private final Path folder;
  final AtomicInteger embedded = new AtomicInteger();
  boolean unavailable;
  PassageIndex index;

  Library(Path folder) {
    this.folder = folder;
    this.index = open();
  }

  PassageIndex open() {
    return Indexes.hybrid(folder, documents, this);
  }

  void reopen() {
    index.close();
    index = open();
  }

  Library put(String path, String... texts) {
    var chunks = new java.util.ArrayList<Chunk>();
    for (var text : texts) {
      int bar = text.indexOf('|');
      var headings = bar < 0 ? List.<String>of() : List.of(text.substring(0, bar));
      chunks.add(new Chunk(chunks.size() + 1, headings, null, text.substring(bar + 1)));
    }
    var hash = String.join("\n", texts);
    documents.save(new Document(new DocumentPath(path), hash, path, hash), chunks);
    return this;
  }

  /** Makes all vectors that are wanting, as a node does. */
  Library embed() {
    if (vectors.want(model()) > 0) {
      var made = new HashMap<String, float[]>();
      for (Wanted wanted : vectors.claim(model(), 1000)) {
        made.put(wanted.hash(), vector(wanted.text()));
      }
      vectors.save(model(), made);
    }
    return this;
  }

  List<String> find(String question) {
    return find(question, "documents", 5);
  }

  List<String> find(String question, String under, int most) {
    return index.find(new Search(question, new DocumentPath(under), most), new Cancel()).stream()
        .map(Passage::chunk)
        .map(Chunk::text)
        .toList();
  }

  @Override
  public String model() {
    return "meanings";
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    embedded.incrementAndGet();
    if (unavailable) {
      throw new Unavailable("not here");
    }
    return texts.stream().map(Library::vector).toList();
  }

  /** A number for each meaning, and one for all other words. */
  private static float[] vector(String text) {
    var counts = new float[MEANINGS.size() + 1];
    for (var word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+")) {
      int meaning = 0;
      while (meaning < MEANINGS.size() && !MEANINGS.get(meaning).contains(word)) {
        meaning++;
      }
      counts[meaning] += meaning < MEANINGS.size() ? 1 : 0.01f;
    }
    double length = 0;
    for (float count : counts) {
      length += count * count;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= (float) Math.sqrt(length);
    }
    return counts;
  }

  Map<DocumentPath, Long> revisions() {
    return documents.revisions();
  }

  @Override
  public void close() {
    index.close();
    database.close();
  }
}
