package dev.parley.door.allyson;

import dev.parley.http.Request;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Passthrough.Ask;
import dev.parley.model.Passthrough.Own;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.Malformed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chat completion somebody asks a provider for; the body is looked at, and sent as it came. */
record ChatRequest(Request request) {
  private static final String KEY = "x-openai-api-key";
  private static final String BASE_URL = "x-openai-base-url";
  private static final Pattern SENDABLE = Pattern.compile("[!-~]{1,1000}");

  Ask toAsk() {
    var body = JsonBody.bytes(request);
    var fields = new Fields("", body.length == 0 ? JsonObject.EMPTY : JsonBody.object(body));
    return new Ask(
        fields.requiredText("model"),
        body,
        fields.flag("stream").orElse(false),
        // the caller's key for this server is nobody else's
        request.query().without("apiKey"),
        own());
  }

  private @Nullable Own own() {
    var key = single(KEY);
    var baseUrl = single(BASE_URL);
    if (key.isEmpty()) {
      if (baseUrl.isPresent()) {
        throw malformed(BASE_URL + " goes together with a key of your own in " + KEY + ".");
      }
      return null;
    }
    if (!SENDABLE.matcher(key.get()).matches()) {
      throw malformed(KEY + " holds what no key holds.");
    }
    return new Own(key.get(), baseUrl.map(ChatRequest::url).orElse(null));
  }

  private Optional<String> single(String name) {
    var values = request.headers(name).stream().filter(value -> !value.isBlank()).toList();
    if (values.size() > 1) {
      throw malformed(name + " is given more than once.");
    }
    return values.stream().findFirst().map(String::strip);
  }

  private static URI url(String text) {
    try {
      var url = new URI(text);
      if (text.chars().allMatch(each -> each > ' ' && each <= '~') && Own.isBaseUrl(url)) {
        return url;
      }
    } catch (URISyntaxException unreadable) {
      // told below; what stands in it may be a password
    }
    throw malformed(
        BASE_URL
            + " must be an http or https URL such as https://api.openai.com/v1, without a user"
            + " name, query or fragment.");
  }

  private static ProblemException malformed(String message) {
    return new ProblemException(new Malformed(message));
  }
}
