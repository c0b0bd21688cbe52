package dev.parley.file;

import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Screenshots whose bytes are blobs, apart from those of files. */
public final class KeepScreenshots implements Screenshots {
  private final ScreenshotIndex index;
  private final Blobs blobs;
  private final StoreBlob store;

  public KeepScreenshots(ScreenshotIndex index, Orphans orphans, Blobs blobs, InstantSource clock) {
    this.index = index;
    this.blobs = blobs;
    this.store = new StoreBlob(orphans, blobs, clock);
  }

  @Override
  public void keep(SessionKey session, int round, byte[] bytes, String mediaType) {
    var key = session.owner() + "/screenshots/" + UUID.randomUUID();
    var written = store.store(key, new ByteArrayInputStream(bytes), bytes.length, mediaType);
    try {
      index.keep(session, round, written.blob(), mediaType).ifPresent(store::discard);
    } catch (ProblemException refused) {
      store.discard(key);
      throw refused;
    }
  }

  @Override
  public Optional<Screenshot> newest(SessionKey session) {
    return index
        .newest(session)
        .map(taken -> new Screenshot(taken.round(), url(taken), taken.taken()));
  }

  @Override
  public Optional<Image> newestImage(SessionKey session) {
    return index.newest(session).flatMap(this::image);
  }

  private Optional<Image> image(ScreenshotIndex.Taken taken) {
    try {
      var blob = blobs.open(taken.blob());
      if (blob.isEmpty()) {
        return Optional.empty();
      }
      try (var open = blob.get()) {
        return Optional.of(new Image(open.content().readAllBytes(), taken.mediaType()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String url(ScreenshotIndex.Taken taken) {
    var ending = taken.mediaType().substring(taken.mediaType().indexOf('/') + 1);
    return KeepFiles.url(blobs, taken.blob(), "screenshot." + ending, taken.mediaType());
  }
}
