package dev.parley.tool.browser;

import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.file.StoredFile;
import dev.parley.id.FileId;
import dev.parley.id.UserId;
import dev.parley.problem.FileProblem.QuotaExceeded;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The files of one session, in memory, with room for a few bytes. */
final class MemoryFiles implements Files {
  static final long MOST = 100_000;
  private final Map<FileName, byte[]> bytes = new LinkedHashMap<>();
  private final Map<FileName, StoredFile> files = new LinkedHashMap<>();

  String text(String name) {
    return new String(
        Objects.requireNonNull(bytes.get(new FileName(name)), name), StandardCharsets.UTF_8);
  }

  List<String> names() {
    return files.keySet().stream().map(FileName::value).toList();
  }

  @Override
  public StoredFile write(SessionKey session, FileName name, Content content) {
    return put(session, name, read(content));
  }

  @Override
  public StoredFile add(SessionKey session, FileName name, Content content) {
    var free = name;
    for (int number = 2; files.containsKey(free); number++) {
      free = name.numbered(number);
    }
    return put(session, free, read(content));
  }

  @Override
  public StoredFile append(SessionKey session, FileName name, String more) {
    var before = new String(bytes.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    return put(session, name, (before + more).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] read(Content content) {
    return switch (content) {
      case Content.Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
      case Content.Bytes(var given, _) -> given;
      case Content.Local(var path, _) -> {
        try {
          yield java.nio.file.Files.readAllBytes(path);
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    };
  }

  private StoredFile put(SessionKey session, FileName name, byte[] content) {
    if (content.length > MOST) {
      throw new ProblemException(new QuotaExceeded(MOST));
    }
    var file =
        new StoredFile(
            FileId.random(), session, name, content.length, "text/plain", "", Instant.EPOCH, "");
    bytes.put(name, content);
    files.put(name, file);
    return file;
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileName name) {
    return Optional.ofNullable(files.get(name));
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileId id) {
    return files.values().stream().filter(file -> file.id().equals(id)).findFirst();
  }

  @Override
  public List<StoredFile> list(SessionKey session) {
    return new ArrayList<>(files.values());
  }

  @Override
  public Optional<StoredFile> find(UserId owner, String url) {
    throw new UnsupportedOperationException("tools never ask");
  }

  @Override
  public List<StoredFile> list(UserId owner, Set<SessionKey> sessions) {
    throw new UnsupportedOperationException("tools never ask");
  }

  @Override
  public Listed list(UserId owner, Query query) {
    throw new UnsupportedOperationException("tools never ask");
  }

  @Override
  public void discardLeftBehind() {
    throw new UnsupportedOperationException("tools never ask");
  }

  @Override
  public Set<FileName> deleted(SessionKey session) {
    throw new UnsupportedOperationException("tools never ask");
  }

  @Override
  public InputStream open(StoredFile file) {
    return new ByteArrayInputStream(Objects.requireNonNull(bytes.get(file.name())));
  }

  @Override
  public String url(StoredFile file) {
    return "file:" + file.name();
  }

  @Override
  public boolean delete(SessionKey session, FileId id) {
    var file = find(session, id);
    file.ifPresent(found -> {
      bytes.remove(found.name());
      files.remove(found.name());
    });
    return file.isPresent();
  }

  @Override
  public Quota quota(UserId owner) {
    return new Quota(bytes.values().stream().mapToLong(each -> each.length).sum(), MOST);
  }
}
