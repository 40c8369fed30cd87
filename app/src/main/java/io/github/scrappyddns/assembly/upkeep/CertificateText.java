package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.server.ServerCertificate;
import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What phones are told of the certificate: that it expires, or has. */
public final class CertificateText {
  private final Words words;
  private final DateTimeFormatter time;

  /**
   * @param words of alerts
   * @param zone the server's
   */
  public CertificateText(Words words, ZoneId zone) {
    this.words = words;
    time = words.form("time").withZone(zone);
  }

  String of(ServerCertificate certificate, Instant now) {
    String end = time.format(certificate.expires());
    Duration left = Duration.between(now, certificate.expires());
    if (left.isNegative() || left.isZero()) {
      return words.say("certificate.expired", end);
    }
    String advice = certificate.renewsItself() ? "certificate.renewal.failed" : "certificate.renew";
    return words.say("certificate.expires", inOneUnit(left), end, words.say(advice));
  }

  private String inOneUnit(Duration left) {
    return left.toDays() > 0
        ? words.count("length.days", (int) left.toDays())
        : words.length(left.toHours() > 0 ? Duration.ofHours(left.toHours()) : left);
  }
}
