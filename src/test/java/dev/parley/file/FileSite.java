package dev.parley.file;

import dev.parley.agent.VersionNumber;
import dev.parley.blob.BlobStores;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.postgres.Database;
import dev.parley.postgres.FileRows;
import dev.parley.postgres.OrphanRows;
import dev.parley.postgres.ScreenshotRows;
import dev.parley.postgres.SessionRows;
import dev.parley.postgres.TurnRows;
import dev.parley.postgres.WebSessionRows;
import dev.parley.secret.Signer;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.NewSession;
import dev.parley.webagent.Errand;
import dev.parley.webagent.Order.Wishes;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSessions.Fresh;
import dev.parley.webagent.WebSessions.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Real rows and a real folder, with a clock that is turned and a quota that is small. */
@NullMarked
public final class FileSite {
  static final KeepFiles.Limits LIMITS = new KeepFiles.Limits(1000, 2000);

  final Database database;
  final Path folder;
  public Instant now = Instant.parse("2026-03-01T10:00:30.123456Z");
  final SessionRows sessions;
  final TurnRows turns;
  final WebSessionRows webSessions;
  final FileRows index;
  public final OrphanRows orphans;
  public final SignedUrls urls;
  public final BlobStock blobs;
  public final Files files;
  public final Screenshots screenshots;
  final SweepBlobs sweep;

  /** Opens a store with the URLs of this server and its clock. */
  @FunctionalInterface
  public interface Opening {
    BlobStock open(SignedUrls urls, InstantSource clock);
  }

  public FileSite(Database database, Path folder, String base) {
    this(database, folder, base, (urls, _) -> BlobStores.directory(folder, urls));
  }

  /** With bytes elsewhere than in the folder. */
  public FileSite(Database database, Path folder, String base, Opening store) {
    this.database = database;
    this.folder = folder;
    this.sessions = new SessionRows(database, () -> now);
    this.turns = new TurnRows(database, () -> now);
    this.webSessions = new WebSessionRows(database, () -> now);
    this.index = new FileRows(database, () -> now);
    this.orphans = new OrphanRows(database, () -> now);
    this.urls = new SignedUrls(signer("key"), () -> now, () -> base);
    this.blobs = store.open(urls, () -> now);
    this.files = files(blobs);
    this.screenshots =
        new KeepScreenshots(new ScreenshotRows(database, () -> now), orphans, blobs, () -> now);
    this.sweep = new SweepBlobs(orphans, blobs, () -> now);
  }

  /** The same rows over other blobs. */
  Files files(Blobs over) {
    return new KeepFiles(index, orphans, over, LIMITS, () -> now);
  }

  public static Signer signer(String key) {
    return content -> {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        return digest.digest(content);
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    };
  }

  public SessionKey session() {
    return session(UserId.random());
  }

  public SessionKey session(UserId owner) {
    return sessions
        .create(
            new NewSession(
                owner,
                new ClientId("client"),
                AgentRid.named("web"),
                new VersionNumber(1, 0),
                "Session",
                Duration.ofHours(24)))
        .key();
  }

  /** A session of the web agent without a turn. */
  Kept webSession(UserId owner) {
    var errand = new Errand("Buy", "", 30, null, null, List.of(), Errand.Globals.NONE, Wishes.NONE);
    return webSessions.create(new Fresh(owner, Source.API, errand, new byte[1], null)).kept();
  }

  String text(StoredFile file) {
    try (var content = files.open(file)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Keys of all blobs of a user that lie in the store, and what is on its way into the folder. */
  Set<String> stored(UserId owner) {
    try (var keys = blobs.keys();
        var paths = java.nio.file.Files.walk(folder)) {
      var coming =
          paths
              .filter(java.nio.file.Files::isRegularFile)
              .map(path -> folder.relativize(path).toString())
              .filter(path -> path.startsWith(".incoming"));
      return Stream.concat(keys.filter(key -> key.startsWith(owner.toString())), coming)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  List<String> names(SessionKey session) {
    return files.list(session).stream().map(file -> file.name().value()).toList();
  }
}
