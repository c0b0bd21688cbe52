package dev.parley.provider.wire;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request of a provider. */
public record Post(URI address, Map<String, String> headers, JsonObject body) {
  public Post {
    headers = Map.copyOf(headers);
  }

  /** As it goes over the wire; empty if a header holds what cannot be sent. */
  byte[] bytes(Framing framing) {
    // through text, which turns half characters into question marks instead of failing
    var content = Json.print(body).getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("POST ").append(target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Type: application/json\r\nAccept: ")
        .append(framing.mediaType())
        .append("\r\nUser-Agent: parley\r\nContent-Length: ")
        .append(content.length)
        .append("\r\n\r\n");
    var whole = new ByteArrayOutputStream(head.length() + content.length);
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(content);
    return whole.toByteArray();
  }

  private String target() {
    var path = address.getRawPath();
    var query = address.getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  boolean isSendable() {
    return headers.values().stream()
        .allMatch(value -> value.chars().allMatch(it -> it >= ' ' && it <= '~'));
  }

  /** Without headers and body: they hold keys and prompts. */
  @Override
  public String toString() {
    return "Post[" + address.getHost() + "]";
  }
}
