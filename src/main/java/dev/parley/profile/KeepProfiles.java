package dev.parley.profile;

import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.profile.SealedProfiles.Kept;
import dev.parley.secret.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Profiles that are sealed for their owners before they are kept. */
public final class KeepProfiles implements Profiles {
  private final SealedProfiles kept;
  private final Sealer sealer;

  public KeepProfiles(SealedProfiles kept, Sealer sealer) {
    this.kept = kept;
    this.sealer = sealer;
  }

  @Override
  public Profile of(UserId owner) {
    return kept.find(owner).map(found -> open(owner, found)).orElse(Profile.USUAL);
  }

  @Override
  public boolean create(UserId owner) {
    return kept.create(owner, seal(owner, Profile.USUAL));
  }

  @Override
  public Profile change(UserId owner, UnaryOperator<Profile> change) {
    var changed =
        kept.change(
            owner,
            seal(owner, Profile.USUAL),
            before -> seal(owner, change.apply(open(owner, before))));
    return open(owner, changed);
  }

  @Override
  public void remove(UserId owner) {
    kept.remove(owner);
  }

  private byte[] seal(UserId owner, Profile profile) {
    return sealer.seal(Json.print(profile.at(null)).getBytes(StandardCharsets.UTF_8), use(owner));
  }

  private Profile open(UserId owner, Kept found) {
    var text = new String(sealer.open(found.sealed(), use(owner)), StandardCharsets.UTF_8);
    return Json.read(text, Profile.class).at(found.updated());
  }

  private static String use(UserId owner) {
    return "profile/" + owner;
  }
}
