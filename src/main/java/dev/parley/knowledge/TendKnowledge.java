package dev.parley.knowledge;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.embedding.Embedder;
import dev.parley.embedding.Unavailable;
import dev.parley.knowledge.KeepDocuments.Kept;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps index and vectors up with the documents, on a thread of its own.
 *
 * <p>It reads the files a start has found, has the index follow the rows, and makes the vectors
 * that are wanting, text by text. Others change rows too: it looks for that every few seconds.
 * Questions that come while a start still reads its files wait for it, but not for long.
 */
public final class TendKnowledge implements Retriever, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TendKnowledge.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration REPORTED_EVERY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 16;
  private static final int FILES_BETWEEN_REFRESHES = 100;

  private final Parts parts;
  private final Cancel closing = new Cancel();
  private final Semaphore calls = new Semaphore(0);
  private final CountDownLatch settled = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile boolean vectorsPossible;
  private boolean left = true;

  /** What knowledge is made of. */
  public record Parts(
      KeepDocuments documents, Vectors vectors, Embedder embedder, PassageIndex index) {}

  public TendKnowledge(Parts parts) {
    this.parts = parts;
    this.vectorsPossible = parts.embedder.isThere();
  }

  /**
   * Begins.
   *
   * @param files what the documents are from now on; null leaves them as they are
   */
  public void begin(@Nullable List<DocumentFile> files) {
    thread = Thread.ofPlatform().daemon().name("knowledge").start(() -> tend(files));
  }

  /** Has what changed just now taken up at once. */
  public void soon() {
    calls.release();
  }

  /** How many chunks wait for their vectors; none do where none can be made. */
  public int waiting() {
    return vectorsPossible ? parts.vectors.want(parts.embedder.model()) : 0;
  }

  @Override
  public List<Passage> find(Search search, Cancel cancel) {
    awaitSettled(cancel);
    return parts.index.find(search, cancel);
  }

  /** Until a start has read its files, or for as long as anybody should wait for that. */
  public void awaitSettled(Cancel cancel) {
    try {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!settled.await(50, TimeUnit.MILLISECONDS) && System.nanoTime() < until) {
        cancel.check();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    }
  }

  private void tend(@Nullable List<DocumentFile> files) {
    try {
      guarded(parts.index::refresh);
      if (files != null) {
        guarded(() -> read(files));
      }
      settled.countDown();
      while (true) {
        guarded(this::catchUp);
        boolean _ = calls.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        calls.drainPermits();
        closing.check();
      }
    } catch (Cancelled | InterruptedException closed) {
      settled.countDown();
    }
  }

  private void guarded(Runnable chore) {
    try {
      chore.run();
    } catch (Cancelled closed) {
      throw closed;
    } catch (RuntimeException failed) {
      if (closing.isCancelled()) {
        throw new Cancelled();
      }
      LOG.warn("documents could not be kept up with and will be soon: {}", failed.toString());
    }
  }

  private void read(List<DocumentFile> files) {
    var reading = new Reading();
    var compared = parts.documents.keep(files, reading::note);
    parts.index.refresh();
    if (reading.files > 0 || compared.removed() > 0) {
      LOG.info(
          "documents: {} read, {} unchanged, {} removed, {} unreadable",
          reading.files - reading.unreadable,
          compared.unchanged(),
          compared.removed(),
          reading.unreadable);
    }
  }

  /** The first pass over the files of a start. */
  private final class Reading {
    private int files;
    private int unreadable;

    void note(Kept kept) {
      closing.check();
      kept.lines().forEach(line -> LOG.warn("{}", line));
      unreadable += kept.readable() ? 0 : 1;
      if (++files % FILES_BETWEEN_REFRESHES == 0) {
        parts.index.refresh();
        LOG.info("documents: {} files read so far", files);
      }
    }
  }

  /** Follows the rows, and makes what vectors are wanting. */
  private void catchUp() {
    if (!parts.index.refresh() && !left) {
      return;
    }
    var model = parts.embedder.model();
    int wanting = vectorsPossible ? parts.vectors.want(model) : 0;
    int made = wanting > 0 ? makeVectors(model, wanting) : 0;
    // Another node may be at them, and may die.
    left = vectorsPossible && made < wanting;
  }

  private int makeVectors(String model, int wanting) {
    long began = System.nanoTime();
    long reported = began;
    int made = 0;
    for (var some = claim(model); !some.isEmpty(); some = claim(model)) {
      var vectors = vectors(some);
      if (vectors.isEmpty()) {
        return made;
      }
      parts.vectors.save(model, vectors);
      made += vectors.size();
      if (System.nanoTime() - reported > REPORTED_EVERY.toNanos()) {
        reported = System.nanoTime();
        parts.index.refresh();
        LOG.info("documents: {} of {} new passages have their vectors", made, wanting);
      }
    }
    if (made > 0) {
      parts.index.refresh();
      var took = Duration.ofNanos(System.nanoTime() - began).toSeconds();
      LOG.info("documents: {} passages got their vectors in {} s", made, took);
    }
    return made;
  }

  private List<Vectors.Wanted> claim(String model) {
    closing.check();
    return parts.vectors.claim(model, AT_ONCE);
  }

  /** By their hashes; none once it is known that none can be made here. */
  private Map<String, float[]> vectors(List<Vectors.Wanted> texts) {
    try {
      var made = parts.embedder.embed(texts.stream().map(Vectors.Wanted::text).toList());
      var vectors = new HashMap<String, float[]>();
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(texts.get(i).hash(), made.get(i));
      }
      return vectors;
    } catch (Unavailable none) {
      vectorsPossible = false;
      var hashes = texts.stream().map(Vectors.Wanted::hash).toList();
      parts.vectors.release(parts.embedder.model(), hashes);
      return Map.of();
    }
  }

  /** Stops after the text it is at. */
  @Override
  public void close() {
    closing.cancel();
    calls.release();
    try {
      if (thread != null) {
        thread.join(Duration.ofSeconds(10));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    parts.index.close();
  }
}
