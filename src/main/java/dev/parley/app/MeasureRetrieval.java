package dev.parley.app;

import dev.parley.bench.retrieval.RetrievalBench;
import dev.parley.bench.retrieval.Subject;
import dev.parley.cli.Terminal;
import dev.parley.lucene.Indexes;
import dev.parley.minilm.MiniLm;
import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.DocumentRows;
import dev.parley.postgres.VectorRows;
import dev.parley.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** The command {@code bench retrieval}: documents as a server has them, in a folder of its own. */
final class MeasureRetrieval {
  private static final int CONNECTIONS = 4;

  private final Terminal terminal;

  MeasureRetrieval(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The exit code. */
  int run(List<String> words) {
    try {
      var folder = Files.createTempDirectory("parley-bench");
      try {
        return run(folder, words);
      } finally {
        remove(folder);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int run(Path folder, List<String> words) {
    try (var postgres = EmbeddedPostgres.start(folder, _ -> {});
        var database =
            Database.open(
                new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()),
                CONNECTIONS)) {
      var clock = InstantSource.system();
      var documents = new DocumentRows(database, clock);
      var subject =
          new Subject(
              documents,
              new VectorRows(database, clock),
              MiniLm.embedder(folder.resolve("models")),
              (name, embedder) ->
                  Indexes.hybrid(folder.resolve("index-" + name), documents, embedder));
      return RetrievalBench.run(subject, words, terminal.out());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
