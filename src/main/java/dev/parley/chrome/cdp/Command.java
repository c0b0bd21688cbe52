package dev.parley.chrome.cdp;

/**
 * A command of the protocol, a record whose components are its parameters; null ones are left out.
 *
 * <p>It is nested in a class named like its domain: {@code Page.Navigate} is {@code Page.navigate}.
 */
public interface Command<R> {
  default String method() {
    return MethodNames.of(getClass());
  }

  R read(RawJson result);

  /** A command whose result nobody needs in a form of its own. */
  interface Order extends Command<RawJson> {
    @Override
    default RawJson read(RawJson result) {
      return result;
    }
  }
}
