package dev.parley.knowledge;

/** What finds passages on this node; follows the rows when it is told to. */
public interface PassageIndex extends Retriever, AutoCloseable {
  /** Takes in what has changed in the rows since the last time; whether anything had. */
  boolean refresh();

  @Override
  void close();
}
