package dev.parley.chrome;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import dev.parley.chrome.launch.Executable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that a real browser takes part in; skipped where there is none. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {
  /** {@code PARLEY_CHROMIUM} says which one, as it does for the server. */
  Optional<Executable> FOUND =
      Executable.find(
          Optional.ofNullable(System.getenv("PARLEY_CHROMIUM")).map(Path::of).orElse(null));

  /** Whether there is a browser. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return FOUND.isPresent()
          ? enabled("with " + FOUND.get().path())
          : disabled("skipped, no browser was found. " + Executable.WANTED);
    }
  }
}
