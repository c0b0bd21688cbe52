package dev.parley.minilm;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.parley.embedding.Embedder;
import dev.parley.embedding.Unavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the embedder that needs no network and no key. */
public final class MiniLm {
  private static final Logger LOG = LoggerFactory.getLogger(MiniLm.class);

  private MiniLm() {}

  /**
   * Loads nothing yet.
   *
   * @param folder where the native library of its tokenizer is unpacked to
   */
  public static Embedder embedder(Path folder) {
    return new Local(folder);
  }

  private static final class Local implements Embedder {
    private final Path folder;

    /**
     * One text at a time: the model takes all processors for each. Fair, so that a question comes
     * between two texts of many.
     */
    private final ReentrantLock lock = new ReentrantLock(true);

    private @Nullable AllMiniLmL6V2QuantizedEmbeddingModel model;
    private @Nullable String hindrance;

    Local(Path folder) {
      this.folder = folder;
    }

    @Override
    public String model() {
      return "all-minilm-l6-v2-q";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream().map(this::embed).toList();
    }

    private float[] embed(String text) {
      lock.lock();
      try {
        return loaded().embed(text).content().vector();
      } finally {
        lock.unlock();
      }
    }

    private AllMiniLmL6V2QuantizedEmbeddingModel loaded() {
      if (hindrance != null) {
        throw new Unavailable(hindrance);
      }
      if (model == null) {
        model = load();
      }
      return model;
    }

    private AllMiniLmL6V2QuantizedEmbeddingModel load() {
      // Read by the library when its classes are; it must not look for anything on the network.
      System.setProperty("DJL_CACHE_DIR", folder.toString());
      System.setProperty("ai.djl.offline", "true");
      try {
        var fresh = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
        var _ = fresh.embed("ready");
        return fresh;
      } catch (RuntimeException | LinkageError missing) {
        hindrance = "the model for vectors cannot be loaded: " + root(missing);
        LOG.warn("{}; documents are found by their words alone", hindrance);
        throw new Unavailable(hindrance);
      }
    }

    private static String root(Throwable failure) {
      var cause = failure;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.toString();
    }
  }
}
