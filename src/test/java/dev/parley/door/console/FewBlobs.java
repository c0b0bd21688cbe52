package dev.parley.door.console;

import dev.parley.file.BlobIndex;
import dev.parley.file.Fingerprint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A file, a picture, and whatever ends in {@code stray}. */
final class FewBlobs implements BlobIndex {
  private static final List<Owned> ALL =
      List.of(
          new Owned(
              "ann/files/1", "text/plain", Optional.of(new Fingerprint(4, "9f86d081884c7d65"))),
          new Owned("ann/screenshots/2", "image/jpeg", Optional.empty()));

  @Override
  public long count() {
    return ALL.size();
  }

  @Override
  public List<Owned> after(String key, int limit) {
    return ALL.stream().filter(blob -> blob.key().compareTo(key) > 0).limit(limit).toList();
  }

  @Override
  public Known known(Collection<String> keys) {
    Set<String> strays =
        keys.stream().filter(key -> key.endsWith("stray")).collect(Collectors.toSet());
    return new Known(ALL.stream().filter(blob -> keys.contains(blob.key())).toList(), strays);
  }
}
