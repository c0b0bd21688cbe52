package dev.parley.door.allyson;

import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.file.StoredFile;
import dev.parley.id.FileId;
import dev.parley.id.UserId;
import dev.parley.session.SessionKey;
import dev.parley.webagent.WebSession;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/** Files of the fake house, in memory; each URL is another. */
@NullMarked
final class FakeFiles implements Files {
  private static final String URLS = "https://files.test/";
  static final Instant WRITTEN = Instant.parse("2025-03-10T21:13:02Z");

  final Map<SessionKey, List<StoredFile>> stored = new ConcurrentHashMap<>();
  final Map<FileId, byte[]> bytes = new ConcurrentHashMap<>();
  private final FakeHouse house;
  private final AtomicInteger signed = new AtomicInteger();

  FakeFiles(FakeHouse house) {
    this.house = house;
  }

  /** With an id made of its name. */
  StoredFile put(SessionKey session, String name, byte[] content) {
    var id = new FileId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    var type = name.endsWith(".png") ? "image/png" : "text/plain";
    var sha256 = Integer.toHexString(Arrays.hashCode(content));
    var file =
        new StoredFile(
            id, session, new FileName(name), content.length, type, sha256, WRITTEN, "blob/" + id);
    var files = new ArrayList<>(list(session));
    files.removeIf(each -> each.id().equals(id));
    files.add(file);
    stored.put(session, List.copyOf(files));
    bytes.put(id, content);
    return file;
  }

  StoredFile put(SessionKey session, String name, String content) {
    return put(session, name, content.getBytes(StandardCharsets.UTF_8));
  }

  String sign(String what) {
    return URLS + what + "?signature=" + signed.incrementAndGet();
  }

  private static UnsupportedOperationException never() {
    return new UnsupportedOperationException("the door never asks");
  }

  @Override
  public StoredFile write(SessionKey session, FileName name, Content content) {
    throw never();
  }

  @Override
  public StoredFile add(SessionKey session, FileName name, Content content) {
    throw never();
  }

  @Override
  public StoredFile append(SessionKey session, FileName name, String more) {
    throw never();
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileName name) {
    return list(session).stream().filter(file -> file.name().equals(name)).findFirst();
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileId id) {
    return list(session).stream().filter(file -> file.id().equals(id)).findFirst();
  }

  @Override
  public Optional<StoredFile> find(UserId owner, String url) {
    house.failIfTold();
    return stored.entrySet().stream()
        .filter(entry -> entry.getKey().owner().equals(owner))
        .flatMap(entry -> entry.getValue().stream())
        .filter(file -> url.startsWith(URLS + file.id() + "?signature="))
        .findFirst();
  }

  @Override
  public List<StoredFile> list(SessionKey session) {
    return stored.getOrDefault(session, List.of());
  }

  @Override
  public List<StoredFile> list(UserId owner, Set<SessionKey> sessions) {
    return sessions.stream()
        .filter(session -> session.owner().equals(owner))
        .flatMap(session -> list(session).stream())
        .toList();
  }

  @Override
  public Listed list(UserId owner, Query query) {
    house.failIfTold();
    var all =
        house.sessions.values().stream()
            .filter(session -> session.key().owner().equals(owner))
            .flatMap(session -> list(session.key()).stream().map(file -> found(file, session)))
            .filter(
                found -> (found.file().name() + "\n" + found.webSession()).contains(query.search()))
            .sorted(Comparator.comparing((Found found) -> found.file().name().value()))
            .toList();
    var page = all.stream().skip((query.page() - 1L) * query.limit()).limit(query.limit()).toList();
    return new Listed(page, all.size());
  }

  private static Found found(StoredFile file, WebSession session) {
    return new Found(file, session.id());
  }

  @Override
  public Set<FileName> deleted(SessionKey session) {
    throw never();
  }

  @Override
  public void discardLeftBehind() {
    throw never();
  }

  @Override
  public InputStream open(StoredFile file) {
    return new ByteArrayInputStream(bytes.getOrDefault(file.id(), new byte[0]));
  }

  @Override
  public String url(StoredFile file) {
    return sign(file.id().toString());
  }

  @Override
  public boolean delete(SessionKey session, FileId id) {
    house.calls.add("delete file of " + session.owner());
    var files = new ArrayList<>(list(session));
    boolean gone = files.removeIf(file -> file.id().equals(id));
    stored.put(session, List.copyOf(files));
    return gone;
  }

  @Override
  public Quota quota(UserId owner) {
    house.failIfTold();
    return new Quota(13, 1_073_741_824);
  }
}
