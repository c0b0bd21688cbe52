package dev.parley.door.aip;

import dev.parley.json.WireRecords;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireRecordsTest {
  private static final Set<Class<?>> NOT_ON_THE_WIRE =
      Set.of(
          AipDoorParts.class,
          AipSurface.class,
          Call.class,
          CallerLimits.class,
          Operation.class,
          Page.class,
          Place.class,
          Refusal.Bare.class,
          Refusal.Named.class);

  static List<Class<?>> wireRecords() throws IOException, URISyntaxException {
    return WireRecords.in(AipDoor.class, NOT_ON_THE_WIRE);
  }

  @ParameterizedTest
  @MethodSource("wireRecords")
  void comesBackAsItWentOut(Class<?> type) {
    WireRecords.assertComesBack(type);
  }

  @ParameterizedTest
  @MethodSource("wireRecords")
  void holdsRequiredMembersAndNoOthers(Class<?> type) {
    WireRecords.assertNamesItsMembers(type);
  }
}
