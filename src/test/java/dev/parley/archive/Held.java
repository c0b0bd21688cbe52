package dev.parley.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.file.BlobIndex.Owned;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/** Rows and keys in memory: where archives come from, and where they go. */
@NullMarked
final class Held implements Snapshot, Restore {
  final TreeMap<String, String> owned = new TreeMap<>();
  final Map<String, List<String>> rows = new TreeMap<>();
  final List<String> expected = new ArrayList<>();
  final Map<String, Long> numbers = new HashMap<>();
  boolean committed;

  @Override
  public int schema() {
    return 7;
  }

  @Override
  public String key() {
    return "fingerprint";
  }

  @Override
  public List<Table> tables() {
    return rows.keySet().stream().map(name -> new Table(name, List.of("text"))).toList();
  }

  private List<String> rows(String table) {
    return rows.computeIfAbsent(table, _ -> new ArrayList<>());
  }

  @Override
  public long count(Table table) {
    return rows(table.name()).size();
  }

  @Override
  public long blobs() {
    return owned.size();
  }

  @Override
  public List<Owned> blobs(String after, int limit) {
    return owned.tailMap(after, after.isEmpty()).entrySet().stream()
        .limit(limit)
        .map(each -> new Owned(each.getKey(), each.getValue(), Optional.empty()))
        .toList();
  }

  /** A file whose type is {@code gone/now} has been deleted since. */
  @Override
  public boolean isOwnedNow(String blob) {
    return !"gone/now".equals(owned.get(blob));
  }

  @Override
  public long turnsUnderWay() {
    return 0;
  }

  @Override
  public void copy(Table table, Set<String> without, Sink sink) throws IOException {
    for (var row : rows(table.name())) {
      if (!without.contains(row)) {
        sink.row((row + "\n").getBytes(UTF_8));
      }
    }
  }

  @Override
  public Map<String, Long> sequences() {
    return numbers;
  }

  @Override
  public void expect(String blob) {
    expected.add(blob);
  }

  @Override
  public long add(String table, List<String> columns, InputStream lines) throws IOException {
    var more = new String(lines.readAllBytes(), UTF_8).lines().toList();
    rows(table).addAll(more);
    return more.size();
  }

  @Override
  public void commit(Map<String, Long> sequences) {
    numbers.putAll(sequences);
    committed = true;
  }

  @Override
  public void close() {}
}
