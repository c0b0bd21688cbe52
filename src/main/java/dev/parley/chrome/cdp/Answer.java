package dev.parley.chrome.cdp;

import dev.parley.cancel.Cancel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The result of a command on its way. */
public final class Answer<R> {
  private final Command<R> command;
  private final CompletableFuture<RawJson> raw;

  Answer(Command<R> command, CompletableFuture<RawJson> raw) {
    this.command = command;
    this.raw = raw;
  }

  /**
   * Waits for the result.
   *
   * @throws CdpFailure if there is none
   * @throws Cancel.Cancelled if cancelled before
   */
  public R await(Duration atMost, Cancel cancel) {
    try (var _ = cancel.onCancel(() -> raw.completeExceptionally(new Cancel.Cancelled()))) {
      return command.read(raw.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
    } catch (ExecutionException failed) {
      throw unwrap(failed);
    } catch (TimeoutException late) {
      var failure =
          new CdpFailure(
              CdpFailure.Kind.TIMED_OUT,
              command.method() + " had no answer in " + atMost.toMillis() + " ms");
      raw.completeExceptionally(failure);
      throw failure;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      raw.completeExceptionally(new Cancel.Cancelled());
      throw new Cancel.Cancelled();
    }
  }

  public boolean isDone() {
    return raw.isDone();
  }

  /** Runs once it is done, well or not, on the thread that reads: must not block. */
  public void whenDone(Runnable then) {
    var _ = raw.whenComplete((_, _) -> then.run());
  }

  /** Runs if the browser says no, on the thread that reads: must not block. */
  public void whenRefused(Runnable then) {
    var _ =
        raw.whenComplete((_, failed) -> {
          if (failed instanceof CdpFailure failure && failure.kind() == CdpFailure.Kind.REFUSED) {
            then.run();
          }
        });
  }

  /** Runs with the result, if there is one, on the thread that reads: must not block. */
  public void then(Consumer<R> next) {
    var _ = raw.thenAccept(result -> next.accept(command.read(result)));
  }

  private static RuntimeException unwrap(ExecutionException failed) {
    return switch (failed.getCause()) {
      // with a trace of whoever waited, not of the thread that read
      case CdpFailure failure -> failure.again();
      case RuntimeException other -> other;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
