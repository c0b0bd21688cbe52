package dev.parley.web;

import dev.parley.cancel.Cancel;
import dev.parley.function.FunctionCaller;
import dev.parley.function.FunctionSpec;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Function;

/** Calls functions by HTTP. */
final class HttpFunctionCaller implements FunctionCaller {
  private static final int FIRST_FAILURE = 300;
  private static final int FIRST_ERROR = 400;

  private final Function<String, Optional<String>> environment;
  private final Exchange exchange;
  private final JsonSchemas schemas;

  HttpFunctionCaller(
      Function<String, Optional<String>> environment, Exchange exchange, JsonSchemas schemas) {
    this.environment = environment;
    this.exchange = exchange;
    this.schemas = schemas;
  }

  @Override
  public Result call(
      FunctionSpec function, JsonObject input, String idempotencyKey, Cancel cancel) {
    cancel.check();
    var misfit = schemas.misfit(function.input(), input);
    if (misfit.isPresent()) {
      return failed(
          function, "was not called, its input does not fit: " + misfit.get() + ". Correct it");
    }
    var secrets = new Secrets(environment);
    HttpRequest request;
    try {
      request = Requests.of(function.request(), input, idempotencyKey, secrets);
    } catch (Secrets.Missing missing) {
      return failed(
          function,
          "was not called: the server's environment has no variable "
              + missing.name()
              + "; only its operator can set it");
    } catch (Requests.Unsendable unsendable) {
      return failed(
          function, "was not called: " + unsendable.why() + "; only its operator can correct it");
    }
    return switch (exchange.send(request, function.request().timeout(), cancel)) {
      case Exchange.Outcome.Answered(var response) -> answered(function, response, secrets);
      case Exchange.Outcome.NotSent(var why) -> failed(function, "was not called: " + why);
      case Exchange.Outcome.Lost(var why) -> lost(function, why);
    };
  }

  private Result answered(
      FunctionSpec function, HttpResponse<BoundedBody.Bytes> response, Secrets secrets) {
    int status = response.statusCode();
    if (status >= FIRST_FAILURE) {
      var redirect = status < FIRST_ERROR ? " (redirects are not followed)" : "";
      var snippet = Answers.snippet(response, secrets);
      return failed(
          function,
          "answered with status " + status + redirect + (snippet.isEmpty() ? "" : ": " + snippet));
    }
    if (!response.body().whole()) {
      return failed(
          function,
          "answered with status "
              + status
              + ", but with more than "
              + response.body().kept().length
              + " bytes, which are not read; ask for less");
    }
    var value = secrets.mask(Answers.value(response));
    return outputMisfit(function, value)
        .map(why -> failed(function, "answered what it must not: " + why))
        .orElseGet(() -> new Result.Returned(value));
  }

  private Optional<String> outputMisfit(FunctionSpec function, JsonValue value) {
    return function.output() == null ? Optional.empty() : schemas.misfit(function.output(), value);
  }

  private static Result lost(FunctionSpec function, String why) {
    return switch (function.effect()) {
      case SAFE ->
          failed(function, "failed: " + why + ". It changes nothing: it may be called again");
      case IDEMPOTENT ->
          failed(
              function, "failed: " + why + ". It is idempotent: whether it was done is not known");
      case ONCE ->
          new Result.Uncertain(
              named(function) + ": " + why + "; the request may have arrived and been done");
    };
  }

  private static Result failed(FunctionSpec function, String what) {
    return new Result.Failed(named(function) + " " + what + ".");
  }

  private static String named(FunctionSpec function) {
    return "The function '%s' %s".formatted(function.name(), function.version());
  }
}
