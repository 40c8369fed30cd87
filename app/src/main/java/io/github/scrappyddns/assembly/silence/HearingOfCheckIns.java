package io.github.scrappyddns.assembly.silence;

import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.silence.Hearing;
import java.util.Optional;

/** What those know of the networks' calls who answer them. */
public record HearingOfCheckIns(ChangeDetector detector) implements Hearing {
  @Override
  public long[] last(long[] networkIds) {
    return detector.lastSeen(networkIds);
  }

  @Override
  public Optional<Heard> last(Transaction transaction, long networkId) {
    return detector
        .latest(transaction, networkId)
        .map(held -> new Heard(held.address(), held.lastSeen()));
  }

  @Override
  public long lag() {
    return detector.lastSeenLag();
  }

  @Override
  public void attend(long silentAfter) {
    detector.attend(silentAfter);
  }
}
