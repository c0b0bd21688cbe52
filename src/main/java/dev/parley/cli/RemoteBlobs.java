package dev.parley.cli;

import dev.parley.file.BlobIndex;
import dev.parley.file.Fingerprint;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The blobs of a server, as it tells its administrators. */
final class RemoteBlobs implements BlobIndex {
  private static final String BLOBS = "/console/v1/blobs";

  private final Remote remote;

  RemoteBlobs(Remote remote) {
    this.remote = remote;
  }

  /** Where the server keeps them now. */
  String address() {
    return remote.get(BLOBS).text("address").orElse("");
  }

  @Override
  public long count() {
    return number(remote.get(BLOBS), "total").orElse(0L);
  }

  /** However many the server gives at a time. */
  @Override
  public List<Owned> after(String key, int limit) {
    return owned(remote.get(BLOBS + "?after=" + Remote.segment(key)), "blobs");
  }

  @Override
  public Known known(Collection<String> keys) {
    var asked = keys.stream().<JsonValue>map(JsonText::new).toList();
    var told = remote.post(BLOBS + "/known", JsonObject.EMPTY.with("keys", new JsonArray(asked)));
    var strays =
        told.get("strays").orElse(JsonObject.EMPTY) instanceof JsonArray(var elements)
            ? elements.stream()
                .filter(JsonText.class::isInstance)
                .map(text -> ((JsonText) text).value())
                .collect(Collectors.toSet())
            : Set.<String>of();
    return new Known(owned(told, "owned"), strays);
  }

  private static List<Owned> owned(JsonObject parent, String name) {
    return Remote.objects(parent, name).stream()
        .map(blob ->
            new Owned(
                blob.text("key").orElseThrow(),
                blob.text("mediaType").orElseThrow(),
                number(blob, "bytes")
                    .flatMap(bytes ->
                        blob.text("sha256").map(sha256 -> new Fingerprint(bytes, sha256)))))
        .toList();
  }

  private static Optional<Long> number(JsonObject parent, String name) {
    return parent.get(name).orElse(JsonObject.EMPTY) instanceof JsonNumber number
        ? Optional.of(number.value().longValue())
        : Optional.empty();
  }
}
