package dev.parley.door.aip;

import java.util.List;
import java.util.Optional;

/**
 * One page of a longer list.
 *
 * @param last the element after which the next page begins; empty on the last page
 */
record Page<T>(List<T> data, Optional<T> last) {
  /** Of a list read one element beyond the page, to know whether there is more. */
  static <T> Page<T> of(List<T> found, int size) {
    return found.size() > size
        ? new Page<>(List.copyOf(found.subList(0, size)), Optional.of(found.get(size - 1)))
        : new Page<>(List.copyOf(found), Optional.empty());
  }
}
