package dev.parley.file;

import dev.parley.file.FileIndex.Entry;
import dev.parley.file.FileIndex.Expected;
import dev.parley.file.FileIndex.Expected.Exactly;
import dev.parley.file.FileIndex.Expected.Nothing;
import dev.parley.file.FileIndex.Expected.Whatever;
import dev.parley.file.FileIndex.Kept;
import dev.parley.file.Incoming.Source;
import dev.parley.id.FileId;
import dev.parley.id.UserId;
import dev.parley.problem.FileProblem.FileMissing;
import dev.parley.problem.FileProblem.FileTooLarge;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Files whose bytes are blobs: first the blob, then the row, then the end of the former blob. */
public final class KeepFiles implements Files {
  static final Duration URL_LIFE = Duration.ofDays(7);
  private static final int AT_ONCE = 500;

  private final FileIndex index;
  private final Blobs blobs;
  private final StoreBlob store;
  private final SweepBlobs sweep;
  private final Limits limits;

  /** How large one file, and all files of a user together, may be. */
  public record Limits(long file, long owner) {
    public static final Limits DEFAULT = new Limits(256L << 20, 1L << 30);
  }

  public KeepFiles(
      FileIndex index, Orphans orphans, Blobs blobs, Limits limits, InstantSource clock) {
    this.index = index;
    this.blobs = blobs;
    this.store = new StoreBlob(orphans, blobs, clock);
    this.sweep = new SweepBlobs(orphans, blobs, clock);
    this.limits = limits;
  }

  @Override
  public StoredFile write(SessionKey session, FileName name, Content content) {
    return keep(session, name, Incoming.of(content), new Whatever()).orElseThrow();
  }

  @Override
  public StoredFile add(SessionKey session, FileName name, Content content) {
    while (true) {
      var taken = list(session).stream().map(StoredFile::name).collect(Collectors.toSet());
      var added = keep(session, unused(name, taken::contains), Incoming.of(content), new Nothing());
      // empty when somebody else was quicker to take the name
      if (added.isPresent()) {
        return added.get();
      }
    }
  }

  private static FileName unused(FileName name, Predicate<FileName> taken) {
    var free = name;
    for (int number = 2; taken.test(free); number++) {
      free = name.numbered(number);
    }
    return free;
  }

  @Override
  public StoredFile append(SessionKey session, FileName name, String more) {
    while (true) {
      var before = index.find(session, name);
      var appended =
          before.isPresent()
              ? longer(before.get(), more)
              : keep(session, name, Incoming.of(new Content.Text(more)), new Nothing());
      // empty when somebody else wrote it meanwhile
      if (appended.isPresent()) {
        return appended.get();
      }
    }
  }

  private Optional<StoredFile> longer(StoredFile file, String more) {
    try {
      var blob = blobs.open(file.blob());
      if (blob.isEmpty()) {
        var _ = successor(file);
        return Optional.empty();
      }
      var source = Incoming.after(file, blob.get().content(), more);
      return keep(file.session(), file.name(), source, new Exactly(file.blob()));
    } catch (IOException failed) {
      throw StoreFailed.doing("reading the blob " + file.blob(), failed);
    }
  }

  private Optional<StoredFile> keep(
      SessionKey session, FileName name, Source source, Expected expected) {
    try (source) {
      if (source.bytes() > limits.file()) {
        throw new ProblemException(new FileTooLarge(limits.file()));
      }
      var type = MediaType.of(name, source.mediaType(), source.head());
      var key = session.owner() + "/files/" + UUID.randomUUID();
      var written = store.store(key, source.content(), source.bytes(), type);
      return kept(new Entry(session, name, written), expected);
    }
  }

  private Optional<StoredFile> kept(Entry entry, Expected expected) {
    Optional<Kept> kept;
    try {
      kept = index.keep(entry, expected, limits.owner());
    } catch (ProblemException refused) {
      store.discard(entry.written().blob());
      throw refused;
    }
    kept.ifPresentOrElse(
        done -> done.replaced().ifPresent(store::discard),
        () -> store.discard(entry.written().blob()));
    return kept.map(Kept::file);
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileName name) {
    return index.find(session, name);
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileId id) {
    return index.find(session, id);
  }

  @Override
  public Optional<StoredFile> find(UserId owner, String url) {
    try {
      return blobs.keyOf(url).flatMap(blob -> index.find(owner, blob));
    } catch (IOException failed) {
      throw StoreFailed.doing("checking a URL", failed);
    }
  }

  @Override
  public List<StoredFile> list(SessionKey session) {
    return index.list(session.owner(), Set.of(session));
  }

  @Override
  public List<StoredFile> list(UserId owner, Set<SessionKey> sessions) {
    return index.list(owner, sessions);
  }

  @Override
  public Listed list(UserId owner, Query query) {
    return index.list(owner, query);
  }

  @Override
  public InputStream open(StoredFile file) {
    try {
      var now = file;
      while (true) {
        var blob = blobs.open(now.blob());
        if (blob.isPresent()) {
          return blob.get().content();
        }
        now = successor(now);
      }
    } catch (IOException failed) {
      throw StoreFailed.doing("reading the blob " + file.blob(), failed);
    }
  }

  /** The file as somebody wrote it since it was found. */
  private StoredFile successor(StoredFile file) {
    return index
        .find(file.session(), file.id())
        .filter(now -> !now.blob().equals(file.blob()))
        .orElseThrow(() -> new ProblemException(new FileMissing(file.name().value())));
  }

  @Override
  public String url(StoredFile file) {
    return url(blobs, file.blob(), file.name().last(), file.mediaType());
  }

  static String url(Blobs blobs, String blob, String filename, String mediaType) {
    try {
      return blobs.sign(blob, filename, mediaType, URL_LIFE);
    } catch (IOException failed) {
      throw StoreFailed.doing("signing a URL", failed);
    }
  }

  @Override
  public boolean delete(SessionKey session, FileId id) {
    var blob = index.delete(session, id);
    blob.ifPresent(store::discard);
    return blob.isPresent();
  }

  @Override
  public void discardLeftBehind() {
    while (sweep.sweep(AT_ONCE) == AT_ONCE) {}
  }

  @Override
  public Set<FileName> deleted(SessionKey session) {
    return index.deleted(session);
  }

  @Override
  public Quota quota(UserId owner) {
    return new Quota(index.used(owner), limits.owner());
  }
}
