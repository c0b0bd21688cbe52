package dev.parley.file;

import dev.parley.file.BlobIndex.Owned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes blobs from one store to another, while servers use either of them.
 *
 * <p>What lies under a key never changes, so whatever is there with the right fingerprint is done:
 * a run that was cut off is simply made again. Each blob is compared with what was written down of
 * it, or else with what the former store has.
 */
public final class MoveBlobs {
  private static final int PAGE = 500;
  private static final int AT_ONCE = 8;

  /** So many failures without a success between them mean that a store is gone. */
  private static final int HOPELESS = 20;

  private final BlobStock from;
  private final BlobStock to;
  private final BlobIndex index;
  private final Listener listener;
  private final AtomicInteger failuresInARow = new AtomicInteger();

  /** What became of one blob. */
  public enum Fate {
    /** Was copied. */
    COPIED,
    /** Was there already. */
    THERE,
    /** Lies in neither store. */
    MISSING,
    /** What the former store has is not what was written down. */
    DAMAGED,
    /** A store failed; another run will try it again. */
    FAILED,
    /** Was deleted from the store, as it was to be. */
    DELETED,
    /** Stays in the former store, since it is not known or not found whole in the other one. */
    LEFT
  }

  /** Who hears how it goes on, from any thread. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Hears of one blob.
     *
     * @param bytes that were copied
     * @param why in words, for what went wrong; else empty
     */
    void dealtWith(String key, Fate fate, long bytes, String why);
  }

  /** So much went wrong that going on is no use. */
  public static final class Hopeless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hopeless(String why) {
      super(why);
    }
  }

  public MoveBlobs(BlobStock from, BlobStock to, BlobIndex index, Listener listener) {
    this.from = from;
    this.to = to;
    this.index = index;
    this.listener = listener;
  }

  /** Copies what belongs to something and is not in the other store yet. */
  public void copy() {
    var after = "";
    while (true) {
      var page = index.after(after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      each(page, this::copy);
      after = page.getLast().key();
    }
  }

  /**
   * Deletes from the other store what was deleted by its owner since it was copied there.
   *
   * <p>A key is asked about after it was found: what a server writes there meanwhile is an orphan
   * or belongs to something by then.
   */
  public void tidy() {
    through(to, known -> each(List.copyOf(known.strays()), key -> delete(to, key)));
  }

  /**
   * Deletes from the former store what the other one has whole, and what belongs to nothing. Only
   * when no server uses the former store any more.
   */
  public void clear() {
    through(
        from,
        known -> {
          each(known.owned(), this::clear);
          each(List.copyOf(known.strays()), key -> delete(from, key));
        });
  }

  private void through(BlobStock store, Consumer<BlobIndex.Known> work) {
    try (var keys = store.keys()) {
      var page = new ArrayList<String>();
      for (var key : (Iterable<String>) keys::iterator) {
        page.add(key);
        if (page.size() == PAGE) {
          work.accept(index.known(page));
          page.clear();
        }
      }
      work.accept(index.known(page));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Work that a store may refuse. */
  @FunctionalInterface
  private interface Work<T> {
    void on(T one) throws IOException;
  }

  /** Several at once, and done with all of them when it returns. */
  private <T> void each(List<T> all, Work<T> work) {
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : all) {
        places.acquireUninterruptibly();
        var _ =
            threads.submit(() -> {
              try {
                attempt(one, work);
              } finally {
                places.release();
              }
            });
      }
    }
    if (failuresInARow.get() >= HOPELESS) {
      throw new Hopeless("Nothing works any more; what went wrong stands above.");
    }
  }

  private <T> void attempt(T one, Work<T> work) {
    if (failuresInARow.get() >= HOPELESS) {
      return;
    }
    try {
      work.on(one);
      failuresInARow.set(0);
    } catch (IOException | RuntimeException failed) {
      int _ = failuresInARow.incrementAndGet();
      var key = one instanceof Owned owned ? owned.key() : one.toString();
      listener.dealtWith(key, Fate.FAILED, 0, failed.toString());
    }
  }

  private void copy(Owned blob) throws IOException {
    var key = blob.key();
    var there = to.fingerprint(key);
    var wanted = blob.content().isPresent() ? blob.content() : from.fingerprint(key);
    if (there.isPresent() && (wanted.isEmpty() || there.equals(wanted))) {
      listener.dealtWith(key, Fate.THERE, 0, "");
    } else if (wanted.isEmpty()) {
      missing(key);
    } else {
      copy(blob, wanted.get());
    }
  }

  private void copy(Owned blob, Fingerprint wanted) throws IOException {
    var key = blob.key();
    var source = from.open(key);
    if (source.isEmpty()) {
      missing(key);
      return;
    }
    try (var content = source.get();
        var checked = new CheckedContent(content.content(), wanted.sha256())) {
      if (content.bytes() != wanted.bytes()) {
        throw new CheckedContent.Other();
      }
      to.put(key, checked, wanted.bytes(), blob.mediaType());
      listener.dealtWith(key, Fate.COPIED, wanted.bytes(), "");
    } catch (CheckedContent.Other damaged) {
      listener.dealtWith(
          key, Fate.DAMAGED, 0, "what lies in " + from.place() + " is not what was written");
    }
  }

  /** Unless its owner has deleted it since it was listed. */
  private void missing(String key) {
    if (!index.known(List.of(key)).owned().isEmpty()) {
      listener.dealtWith(key, Fate.MISSING, 0, "it is not in " + from.place());
    }
  }

  private void clear(Owned blob) throws IOException {
    var key = blob.key();
    var kept = to.fingerprint(key);
    var wanted = blob.content().isPresent() ? blob.content() : from.fingerprint(key);
    if (wanted.isPresent() && kept.equals(wanted)) {
      delete(from, key);
    } else if (wanted.isPresent()) {
      listener.dealtWith(key, Fate.LEFT, 0, "it is not whole in " + to.place());
    }
  }

  private void delete(BlobStock store, String key) throws IOException {
    store.delete(key);
    listener.dealtWith(key, Fate.DELETED, 0, "");
  }
}
