package dev.parley.lucene;

import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Documents.Found;
import dev.parley.knowledge.Documents.Shelved;
import dev.parley.knowledge.Passage;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** What stands in the index for a document: one entry for it and one for each chunk. */
final class Entries {
  static final String TEXT = "text";
  static final String HEADING = "heading";
  static final String VECTOR = "vector";
  static final String DOCUMENT = "document";
  static final String REVISION = "revision";
  static final String HASH = "hash";
  private static final String MARK = "mark";
  private static final String UNDER = "under";
  private static final String TITLE = "title";
  private static final String PAGE = "page";
  private static final String NUMBER = "no";

  private Entries() {}

  static Query marks() {
    return new TermQuery(new Term(MARK, MARK));
  }

  static Query under(DocumentPath folder) {
    return new TermQuery(new Term(UNDER, folder.value()));
  }

  static Term of(DocumentPath path) {
    return new Term(DOCUMENT, path.value());
  }

  static List<Document> of(Shelved shelved) {
    var entries = new ArrayList<Document>();
    var mark = new Document();
    mark.add(new StringField(MARK, MARK, Store.NO));
    mark.add(new StringField(DOCUMENT, shelved.path().value(), Store.YES));
    mark.add(new StoredField(REVISION, shelved.revision()));
    entries.add(mark);
    for (var found : shelved.chunks()) {
      entries.add(chunk(shelved, found));
    }
    return entries;
  }

  private static Document chunk(Shelved shelved, Found found) {
    var entry = new Document();
    var chunk = found.chunk();
    entry.add(new StringField(DOCUMENT, shelved.path().value(), Store.YES));
    for (var folder : shelved.path().folders()) {
      entry.add(new StringField(UNDER, folder, Store.NO));
    }
    entry.add(new StoredField(TITLE, shelved.title()));
    entry.add(new StoredField(NUMBER, chunk.no()));
    entry.add(new StoredField(HASH, chunk.hash()));
    entry.add(new TextField(TEXT, chunk.text(), Store.YES));
    entry.add(new TextField(HEADING, shelved.title(), Store.NO));
    for (var heading : chunk.headings()) {
      entry.add(new TextField(HEADING, heading, Store.YES));
    }
    if (chunk.page() != null) {
      entry.add(new StoredField(PAGE, chunk.page()));
    }
    if (found.vector() != null) {
      entry.add(
          new KnnFloatVectorField(VECTOR, found.vector(), VectorSimilarityFunction.DOT_PRODUCT));
    }
    return entry;
  }

  /** The passage an entry of a chunk stands for. */
  static Passage passage(Document entry) {
    var page = entry.getField(PAGE);
    return new Passage(
        new DocumentPath(entry.get(DOCUMENT)),
        entry.get(TITLE),
        new Chunk(
            entry.getField(NUMBER).numericValue().intValue(),
            List.of(entry.getValues(HEADING)),
            page == null ? null : page.numericValue().intValue(),
            entry.get(TEXT)));
  }
}
