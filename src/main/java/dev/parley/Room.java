package dev.parley;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a package may lean on; the architecture test holds it against the code. */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface Room {
  /** Rooms this one imports, below {@code dev.parley}. A room without a line here imports none. */
  String[] imports() default {};

  /** Package prefixes of third-party libraries whose home is this room. */
  String[] libraries() default {};
}
