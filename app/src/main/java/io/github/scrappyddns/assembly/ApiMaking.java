package io.github.scrappyddns.assembly;

import io.github.scrappyddns.access.key.RepeatableCalls;
import io.github.scrappyddns.api.ApiDoor;
import io.github.scrappyddns.api.ApiParts;
import io.github.scrappyddns.dashboard.channels.TestAlert;
import io.github.scrappyddns.file.PassingFile;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.transfer.Export;
import io.github.scrappyddns.transfer.Import;
import io.github.scrappyddns.view.copy.NetworkCopies;
import io.github.scrappyddns.view.events.EventLog;
import io.github.scrappyddns.words.Words;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;

/** What the API is made of, once a program calls it. */
final class ApiMaking {
  private final OwnerSide owner;

  ApiMaking(OwnerSide owner) {
    this.owner = owner;
  }

  /**
   * The door, behind which all of it is made for who knocks first.
   *
   * @param brake counts a wrong key; gives how long to hold back the answer
   */
  ApiDoor door(Function<Request, Duration> brake) {
    return new ApiDoor(this::parts, brake);
  }

  private ApiParts parts() {
    OwnerSide.Parts of = owner.parts();
    OwnerSide.Views views = owner.views();
    return new ApiParts(
        owner.gatekeeper(),
        views.keys(),
        new RepeatableCalls(of.database(), of.clock(), new SecureRandom()),
        views.networks(),
        views.overviews(),
        new EventLog(of.database(), of.clock()),
        views.channels(),
        views.problems(),
        views.service(),
        views.steering(),
        of.book(),
        views.backup(),
        new Export(
            new NetworkCopies(of.database(), of.networks(), of.clock()),
            of.book(),
            owner.gatekeeper().audit(),
            of.clock(),
            Version.text()),
        new Import(views.steering(), of.book(), owner.gatekeeper().audit(), of.clock()),
        new PassingFile(of.installation().settings().stateDirectory()),
        request -> of.proxies().caller(request).address().orElse(request.peer()).toString(),
        new TestAlert(Words.ofAlerts(of.installation().settings().language()), of.clock())::send,
        of.tryNow(),
        of.clock());
  }
}
