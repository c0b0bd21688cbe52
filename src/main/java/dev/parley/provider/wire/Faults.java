package dev.parley.provider.wire;

import dev.parley.json.JsonValue.JsonObject;
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
public final class Faults {
  private static final Pattern CONTEXT =
      Pattern.compile(
          "context_length_exceeded|exceed_context_size|context[ _](?:length|size|window)"
              + "|maximum (?:context|model) len|prompt (?:is )?too long|input is too long"
              + "|longer than the maximum|context the overflows|too many (?:input )?tokens"
              + "|exceeds? (?:the )?(?:context limit|maximum number of tokens)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RATE =
      Pattern.compile(
          "rate.?limit|insufficient_quota|too_many_requests|resource_exhausted",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern KEY =
      Pattern.compile(
          "authentication|invalid_api_key|api_key_invalid|api key not valid",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_TOOLS = Pattern.compile("does not support tools");
  private static final Pattern RESPONSES_ONLY = Pattern.compile("use /v1/responses");
  private static final Pattern REFUSAL =
      Pattern.compile(
          "invalid_|authentication|permission|not_found|unsupported|content_filter|content_policy"
              + "|billing|failed_precondition",
          Pattern.CASE_INSENSITIVE);

  private final InstantSource clock;
  private final Server server;

  Faults(InstantSource clock, Server server) {
    this.clock = clock;
    this.server = server;
  }

  ModelException ofStatus(Head head, String body) {
    var error = Reported.of(body);
    var wait = new RetryAfter(clock).of(head);
    return new ModelException(ofStatus(head.status(), wait == null ? error.delay() : wait, error));
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
          case 401, 403 -> keyRefused(status);
          case 404 ->
              "the provider knows no such model or address (404)"
                  + error.shown()
                  + "; "
                  + server.advice().model();
          case 301, 302, 303, 307, 308 ->
              "the provider has moved (" + status + "); write its new base URL";
          default -> error.says(KEY) ? keyRefused(status) : requestRefused(status, error);
        });
  }

  private static String requestRefused(int status, Reported error) {
    if (error.says(NO_TOOLS)) {
      return "the model takes no tools (" + status + "); choose one that does";
    }
    if (error.says(RESPONSES_ONLY)) {
      return "the model takes tools by the Responses API only ("
          + status
          + "); write responses@<base-url>:<model>";
    }
    return "the provider refused the request (" + status + ")" + error.shown();
  }

  private String keyRefused(int status) {
    return "the provider refused the key (" + status + "); check " + server.advice().key();
  }

  /** An error told in the middle of a reply that began well. */
  ModelException ofErrorEvent(String data) {
    return of(Reported.of(data));
  }

  /** An error told in a member of a piece. */
  public ModelException of(JsonObject error) {
    return of(Reported.of(error));
  }

  private ModelException of(Reported error) {
    if (error.status() >= 400) {
      return new ModelException(ofStatus(error.status(), error.delay(), error));
    }
    if (error.says(CONTEXT)) {
      return new ModelException(
          new ContextTooLarge("the provider says the prompt is too large" + error.shown()));
    }
    if (error.says(RATE)) {
      return new ModelException(
          new RateLimited("the provider limits requests" + error.shown(), error.delay()));
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

  /** A piece of another shape than agreed. */
  public ModelException malformed() {
    return new ModelException(new Malformed("the provider sent a piece that cannot be read"));
  }

  ModelException malformed(MalformedJson where) {
    return new ModelException(
        new Malformed(
            "the provider sent a piece that cannot be read (" + where.getMessage() + ")"));
  }

  /** A reply that came to its end and holds nothing. */
  public ModelException nothing(String why) {
    return new ModelException(new Malformed("the provider's reply holds nothing" + why));
  }

  /**
   * A reply its provider withheld or broke off on purpose.
   *
   * @param reason the provider's word for it
   */
  public ModelException withheld(String reason) {
    return new ModelException(new Refused("the provider withheld the answer" + shown(reason)));
  }

  /** A reply whose tool call came out broken, which another try may mend. */
  public ModelException broken(String reason) {
    return new ModelException(new Cut("the model's tool call broke off" + shown(reason)));
  }

  private static String shown(String word) {
    return Reported.of(JsonObject.EMPTY.with("code", word)).shown();
  }

  /** There is no key, and the server would only refuse. */
  public ModelException noKey() {
    return new ModelException(
        new Refused("the provider needs a key; set " + server.advice().key()));
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
        new Refused(
            server.advice().key() + " or the base URL holds characters that cannot be sent"));
  }

  private String address() {
    var url = server.baseUrl();
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  ModelException unreachable(IOException failed) {
    return new ModelException(
        new Cut(
            switch (failed) {
              case UnknownHostException _ ->
                  "no address for the provider's host " + address() + "; check the base URL";
              case SocketTimeoutException _ ->
                  "the provider at " + address() + " does not answer; check the base URL";
              case SSLException _ ->
                  "no secure connection to " + address() + "; check its certificate";
              case IOException _ ->
                  "no connection to the provider at " + address() + "; is it running?";
            }));
  }

  /** What broke after the connection stood. */
  ModelException broken(IOException failed) {
    return failed instanceof ProtocolException
        ? new ModelException(new Malformed("the provider at " + address() + " speaks no HTTP/1.1"))
        : cut();
  }
}
