package dev.parley.door.allyson;

import dev.parley.profile.GlobalSettings;
import dev.parley.profile.GlobalSettings.Given;
import java.util.List;
import java.util.Optional;

/** What a user sets for all sessions; what is not sent stays as it is (contract §5.5). */
record SaveGlobalSettingsRequest(Fields body) {
  GlobalSettings of(GlobalSettings before) {
    var variables = variables();
    var details = body.text("globalDetails");
    if (variables.isEmpty() && details.isEmpty()) {
      throw Fields.unfit("Send globalVariables, globalDetails or both.");
    }
    var changed = variables.map(before::with).orElse(before);
    return details.map(changed::with).orElse(changed);
  }

  /** The dashboard may send a blank row. */
  private Optional<List<Given>> variables() {
    return body.value("globalVariables")
        .map(_ ->
            body.list("globalVariables").stream()
                .map(SaveGlobalSettingsRequest::given)
                .filter(given -> !given.name().isBlank())
                .toList());
  }

  private static Given given(Fields row) {
    return new Given(
        row.text("name").orElse(""),
        row.value("value").isEmpty() ? null : row.scalar("value"),
        row.bool("secret").orElse(null));
  }
}
