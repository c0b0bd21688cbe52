package dev.parley.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body and closes the connection when more comes. */
final class BoundedBody implements BodySubscriber<BoundedBody.Bytes> {
  /** What was kept, and whether that is all. */
  static final class Bytes {
    private final byte[] kept;
    private final boolean whole;

    Bytes(byte[] kept, boolean whole) {
      this.kept = kept;
      this.whole = whole;
    }

    byte[] kept() {
      return kept;
    }

    boolean whole() {
      return whole;
    }
  }

  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Bytes> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  BoundedBody(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<Bytes> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      int room = most - kept.size();
      if (buffer.remaining() > room) {
        keep(buffer, room);
        if (subscription != null) {
          subscription.cancel();
        }
        body.complete(new Bytes(kept.toByteArray(), false));
        return;
      }
      keep(buffer, buffer.remaining());
    }
  }

  private void keep(ByteBuffer buffer, int length) {
    var bytes = new byte[length];
    buffer.get(bytes);
    kept.writeBytes(bytes);
  }

  @Override
  public void onError(Throwable cut) {
    body.completeExceptionally(cut);
  }

  @Override
  public void onComplete() {
    body.complete(new Bytes(kept.toByteArray(), true));
  }
}
