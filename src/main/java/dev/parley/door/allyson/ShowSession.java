package dev.parley.door.allyson;

import dev.parley.file.Files;
import dev.parley.file.Screenshots;
import dev.parley.file.StoredFile;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Turn;
import dev.parley.webagent.WebSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a session together with its files and its newest picture, signing their URLs anew. */
final class ShowSession {
  private static final long SECONDS_A_DAY = 86_400;

  private final Function<Turn, JsonObject> traces;
  private final Files files;
  private final Screenshots screenshots;
  private final InstantSource clock;

  ShowSession(
      Files files,
      Screenshots screenshots,
      Function<Turn, JsonObject> traces,
      InstantSource clock) {
    this.traces = traces;
    this.files = files;
    this.screenshots = screenshots;
    this.clock = clock;
  }

  /** In the form of the server's other API. */
  JsonObject trace(Turn turn) {
    return traces.apply(turn);
  }

  /** A session document with the mark of its version. */
  record Shown(JsonObject document, String etag) {}

  Shown whole(WebSession session) {
    var stored = files.list(session.key());
    var picture = screenshots.newest(session.key()).orElse(null);
    return new Shown(
        document(session, stored, picture, files::url), etag(session, stored, picture));
  }

  private static JsonObject document(
      WebSession session,
      List<StoredFile> stored,
      Screenshots.@Nullable Screenshot picture,
      Function<StoredFile, String> url) {
    return Session.of(
        session,
        stored.stream().map(file -> SessionFile.of(file, url.apply(file))).toList(),
        picture == null ? null : new Session.Screenshot(picture.url(), picture.taken()));
  }

  /**
   * Over everything that is seen but signatures, which differ each time; and over the day, so that
   * nobody keeps a document until its URLs are no longer good.
   */
  private String etag(
      WebSession session, List<StoredFile> stored, Screenshots.@Nullable Screenshot picture) {
    var unsigned =
        picture == null
            ? null
            : new Screenshots.Screenshot(picture.round(), "" + picture.round(), picture.taken());
    var seen = document(session, stored, unsigned, StoredFile::sha256);
    var day = clock.instant().getEpochSecond() / SECONDS_A_DAY;
    var digest = sha256();
    digest.update(Json.bytes(seen));
    digest.update(String.valueOf(day).getBytes(StandardCharsets.US_ASCII));
    return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, 16) + "\"";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The lines of a list, with the files of all of them asked for at once. */
  List<SessionListItem> items(UserId owner, List<WebSession> sessions) {
    var keys = sessions.stream().map(WebSession::key).collect(Collectors.toUnmodifiableSet());
    var stored =
        files.list(owner, keys).stream()
            .collect(Collectors.groupingBy(StoredFile::session, Collectors.toList()));
    return sessions.stream()
        .map(session ->
            SessionListItem.of(
                session,
                stored.getOrDefault(session.key(), List.of()).stream()
                    .map(file -> SessionFile.of(file, files.url(file)))
                    .toList()))
        .toList();
  }

  /** Whether the browser of a session that has not ended has been up. */
  boolean hasBeenSeen(WebSession session) {
    return screenshots.newest(session.key()).isPresent();
  }
}
