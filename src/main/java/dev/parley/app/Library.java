package dev.parley.app;

import dev.parley.cancel.Cancel;
import dev.parley.conversation.Knowledge;
import dev.parley.embedding.Embedder;
import dev.parley.embedding.NoEmbedder;
import dev.parley.extract.Extract;
import dev.parley.extract.Limits;
import dev.parley.knowledge.CutText;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentFile;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Documents;
import dev.parley.knowledge.KeepDocuments;
import dev.parley.knowledge.ReadText;
import dev.parley.knowledge.TendKnowledge;
import dev.parley.lucene.Indexes;
import dev.parley.minilm.MiniLm;
import dev.parley.postgres.DocumentRows;
import dev.parley.postgres.VectorRows;
import dev.parley.provider.tokens.Tokens;
import dev.parley.workspace.DocumentFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What agents can look up: documents in rows, their index and vectors on this node. */
final class Library implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Library.class);

  private final ReadText reader = Extract.reader(Limits.USUAL);
  private final Optional<DocumentFolder> folder;
  private final Documents documents;
  private final KeepDocuments keep;
  private final TendKnowledge tending;

  private Library(Settings settings, Store store) {
    this.folder = DocumentFolder.in(settings.agents().workspace());
    var clock = store.clock();
    var rows = new DocumentRows(store.database(), clock);
    var embedder = embedder(settings);
    this.documents = rows;
    var cut = new CutText(CutText.Sizes.USUAL, Tokens.counter()::count);
    this.keep = new KeepDocuments(rows, reader, cut);
    this.tending =
        new TendKnowledge(
            new TendKnowledge.Parts(
                keep,
                new VectorRows(store.database(), clock),
                embedder,
                Indexes.hybrid(settings.dataDirectory().resolve("index"), rows, embedder)));
  }

  static Library open(Settings settings, Store store) {
    return new Library(settings, store);
  }

  private static Embedder embedder(Settings settings) {
    return settings.agents().vectors()
        ? MiniLm.embedder(settings.dataDirectory().resolve("models"))
        : new NoEmbedder();
  }

  /** What conversations are given of it. */
  Knowledge knowledge() {
    return new Knowledge(tending, this::under);
  }

  private List<Document> under(DocumentPath folder, Cancel cancel) {
    tending.awaitSettled(cancel);
    return documents.under(folder);
  }

  /** What reads the text of files. */
  ReadText reader() {
    return reader;
  }

  /** The documents there are once this start has read its folder. */
  Set<DocumentPath> paths() {
    return folder
        .filter(DocumentFolder::whole)
        .map(found -> found.files().stream().map(DocumentFile::path).collect(Collectors.toSet()))
        .orElseGet(this::kept);
  }

  /** The documents there are now. */
  Set<DocumentPath> kept() {
    return documents.hashes().keySet();
  }

  /** Reads the folder in the background; without one, documents stay as they are. */
  void begin() {
    folder.ifPresent(found -> {
      found.refused().forEach(line -> LOG.warn("{}", line));
      if (found.companions() > 0) {
        LOG.info("documents: {} pictures, styles and the like left alone", found.companions());
      }
    });
    tending.begin(folder.filter(DocumentFolder::whole).map(DocumentFolder::files).orElse(null));
  }

  KeepDocuments keep() {
    return keep;
  }

  /** Has what was changed just now found as soon as possible. */
  void changed() {
    tending.soon();
  }

  int count() {
    return (int) documents.edition().documents();
  }

  int waiting() {
    return tending.waiting();
  }

  @Override
  public void close() {
    tending.close();
    reader.close();
  }
}
