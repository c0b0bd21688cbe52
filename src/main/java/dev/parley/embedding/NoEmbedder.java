package dev.parley.embedding;

import java.util.List;

/** Makes no vectors, for servers that search by words alone. */
public final class NoEmbedder implements Embedder {
  @Override
  public String model() {
    return "none";
  }

  @Override
  public boolean isThere() {
    return false;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    throw new Unavailable("there is no model for vectors");
  }
}
