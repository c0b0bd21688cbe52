package dev.parley.provider.openai;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Cut;
import dev.parley.model.ModelFault.Malformed;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.RateLimited;
import dev.parley.model.ModelFault.Refused;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's failures mean.
 *
 * <p>Details never hold what a provider wrote in prose: it may repeat the prompt or the key. They
 * hold its error code, if that looks like one.
 */
final class Faults {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.\\-]{1,64}");
  private static final Pattern CONTEXT =
      Pattern.compile(
          "context_length_exceeded|exceed_context_size|context[ _](?:length|size|window)"
              + "|maximum (?:context|model) len|prompt is too long|input is too long"
              + "|longer than the maximum|context the overflows|too many (?:input )?tokens",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RATE =
      Pattern.compile("rate.?limit|insufficient_quota|too_many_requests", Pattern.CASE_INSENSITIVE);
  private static final Pattern REFUSAL =
      Pattern.compile(
          "invalid_|authentication|permission|not_found|unsupported|content_filter|content_policy",
          Pattern.CASE_INSENSITIVE);

  private final InstantSource clock;
  private final String address;

  Faults(InstantSource clock, URI baseUrl) {
    this.clock = clock;
    this.address = baseUrl.getHost() + (baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort());
  }

  ModelException ofStatus(Head head, String body) {
    var error = Reported.of(body);
    var wait = new RetryAfter(clock).of(head);
    return new ModelException(ofStatus(head.status(), wait, error));
  }

  private ModelFault ofStatus(int status, @Nullable Duration wait, Reported error) {
    if (status == 429) {
      return new RateLimited("the provider limits requests" + error.shown(), wait);
    }
    if (status == 413 || error.says(CONTEXT)) {
      return new ContextTooLarge("the provider says the prompt is too large" + error.shown());
    }
    if (status >= 500 || status == 408) {
      return new Overloaded("the provider answered " + status + error.shown(), wait);
    }
    return new Refused(
        switch (status) {
          case 401, 403 -> "the provider refused the key (" + status + "); check OPENAI_API_KEY";
          case 404 ->
              "the provider knows no such model or address (404)"
                  + error.shown()
                  + "; check the model's name and base URL";
          case 301, 302, 303, 307, 308 ->
              "the provider has moved (" + status + "); write its new base URL";
          default -> "the provider refused the request (" + status + ")" + error.shown();
        });
  }

  /** An error told in the middle of a reply that began well. */
  ModelException ofErrorEvent(String data) {
    var error = Reported.of(data);
    if (error.status() >= 400) {
      return new ModelException(ofStatus(error.status(), null, error));
    }
    if (error.says(CONTEXT)) {
      return new ModelException(
          new ContextTooLarge("the provider says the prompt is too large" + error.shown()));
    }
    if (error.says(RATE)) {
      return new ModelException(
          new RateLimited("the provider limits requests" + error.shown(), null));
    }
    return new ModelException(
        error.says(REFUSAL)
            ? new Refused("the provider refused the request" + error.shown())
            : new Overloaded("the provider failed while it answered" + error.shown(), null));
  }

  /** A JSON document in place of a stream: an error, or a server that does not stream. */
  ModelException notStreamed(String body) {
    return Reported.of(body).found()
        ? ofErrorEvent(body)
        : new ModelException(
            new Malformed("the provider answered without streaming; it must support 'stream'"));
  }

  ModelException webPage() {
    return new ModelException(
        new Malformed("the provider answered with a web page; check the base URL"));
  }

  ModelException malformed() {
    return new ModelException(new Malformed("the provider sent a piece that cannot be read"));
  }

  ModelException malformed(MalformedJson where) {
    return new ModelException(
        new Malformed(
            "the provider sent a piece that cannot be read (" + where.getMessage() + ")"));
  }

  ModelException tooLarge() {
    return new ModelException(new Malformed("the provider's reply is larger than 32 MB"));
  }

  ModelException cut() {
    return new ModelException(
        new Cut("the connection to the provider ended before the reply was whole"));
  }

  ModelException unsendable() {
    return new ModelException(
        new Refused("OPENAI_API_KEY or the base URL holds characters that cannot be sent"));
  }

  ModelException unreachable(IOException failed) {
    return new ModelException(
        new Cut(
            switch (failed) {
              case UnknownHostException _ ->
                  "no address for the provider's host " + address + "; check the base URL";
              case SocketTimeoutException _ ->
                  "the provider at " + address + " does not answer; check the base URL";
              case SSLException _ ->
                  "no secure connection to " + address + "; check its certificate";
              case IOException _ ->
                  "no connection to the provider at " + address + "; is it running?";
            }));
  }

  /** What broke after the connection stood. */
  ModelException broken(IOException failed) {
    return failed instanceof ProtocolException
        ? new ModelException(new Malformed("the provider at " + address + " speaks no HTTP/1.1"))
        : cut();
  }

  /** An error as a provider reports it. */
  private record Reported(boolean found, String code, String type, String message) {
    static Reported of(String body) {
      JsonValue tree;
      try {
        tree = Json.parse(body);
      } catch (MalformedJson _) {
        return new Reported(false, "", "", body);
      }
      if (!(tree instanceof JsonObject object)) {
        return new Reported(false, "", "", "");
      }
      return switch (object.get("error").orElse(new JsonNull())) {
        case JsonObject error -> of(true, error);
        case JsonText(var message) -> new Reported(true, word(object, "code"), "", message);
        case JsonValue _ -> of(false, object);
      };
    }

    private static Reported of(boolean found, JsonObject error) {
      return new Reported(
          found, word(error, "code"), word(error, "type"), error.text("message").orElse(""));
    }

    private static String word(JsonObject error, String name) {
      return switch (error.get(name).orElse(new JsonNull())) {
        case JsonText(var text) -> text;
        case JsonNumber(var written) -> written;
        case JsonValue _ -> "";
      };
    }

    boolean says(Pattern pattern) {
      return pattern.matcher(code).find()
          || pattern.matcher(type).find()
          || pattern.matcher(message).find();
    }

    /** The HTTP status some gateways give as code; 0 if none. */
    int status() {
      return code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0;
    }

    String shown() {
      var word = code.isEmpty() ? type : code;
      return CODE.matcher(word).matches() ? " (" + word + ")" : "";
    }
  }
}
