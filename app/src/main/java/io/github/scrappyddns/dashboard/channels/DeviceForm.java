package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.Browser;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.device.Device;
import io.github.scrappyddns.steering.device.Devices;
import io.github.scrappyddns.view.ChannelView;
import io.github.scrappyddns.view.ChannelViews;

/** What the script {@code device.js} sends for the browser that it runs in. */
public final class DeviceForm {
  private DeviceForm() {}

  static Device device(Form sent) {
    return new Device(
        sent.text("endpoint"),
        sent.text("p256dh"),
        sent.text("auth"),
        sent.text("device"),
        sent.text("name").strip(),
        sent.text("at"));
  }

  /** What a browser is called at first: {@code Firefox on Android}. */
  public static String name(Frame frame, Request request) {
    String[] parts = Browser.of(request).split(", ", 2);
    return parts.length == 2
        ? frame.say("device.named", parts[0], parts[1])
        : parts[0].isEmpty() ? frame.say("device.unnamed") : parts[0];
  }

  /** The key to subscribe to, as a text alone. */
  static Response key(Frame frame, Devices devices) {
    Devices.Answer key = devices.publicKey();
    return key.text()
        .map(text -> Answer.text(200, text))
        .orElseGet(() -> Answer.text(503, frame.say("channel.refused.UNFIT_KEY", key.trouble())));
  }

  /** What a browser learns that has come back: its status says it all. */
  static Response standing(Form sent, Devices devices, ChannelViews views) {
    return switch (devices.comeBack(device(sent), number -> trouble(views, number))) {
      case KNOWN, MOVED -> Answer.text(200, "");
      case LOST -> Answer.text(409, "");
      // Whoever answers so knows of no reason to give a subscription up.
      case UNSURE -> Answer.text(503, "");
      // Not 404, as a proxy says it of a path that it has lost for a moment.
      case UNKNOWN -> Answer.text(410, "");
    };
  }

  private static String trouble(ChannelViews views, long number) {
    return views
        .numbered(number)
        .filter(channel -> channel.state() == ChannelView.State.NEEDS_ATTENTION)
        .flatMap(ChannelView::answer)
        .map(answer -> answer.result().reason())
        .orElse("");
  }
}
