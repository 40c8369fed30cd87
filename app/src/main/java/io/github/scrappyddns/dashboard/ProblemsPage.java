package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.view.ChannelView;
import io.github.scrappyddns.view.Overview;
import io.github.scrappyddns.view.problems.Problems;
import io.github.scrappyddns.view.problems.Trouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Everything that needs its owner in one place, each with its cause and the next step. */
public final class ProblemsPage {
  /**
   * One of them.
   *
   * @param tone {@code bad} before {@code warn}
   * @param subject what it is about
   * @param cause why, in words
   * @param quoted what somebody else said; may be empty
   * @param consequence what waits meanwhile; may be empty
   * @param next what to do
   * @param link where to look; may be empty
   * @param channel which can be tried again
   */
  public record Row(
      String tone,
      String subject,
      String cause,
      String quoted,
      String consequence,
      String next,
      String link,
      Optional<String> channel) {}

  /** What the template shows. */
  public record Model(List<Row> rows) {}

  private ProblemsPage() {}

  static Model model(Frame frame, Problems.Found found, Overview overview) {
    List<Row> rows = new ArrayList<>();
    found.server().forEach(trouble -> rows.add(row(frame, trouble)));
    found.channels().forEach(channel -> rows.add(row(frame, channel)));
    overview.notPublic().forEach(network -> rows.add(row(frame, network)));
    rows.sort(Comparator.comparingInt(row -> row.tone().equals("bad") ? 0 : 1));
    return new Model(List.copyOf(rows));
  }

  private static Row row(Frame frame, Trouble trouble) {
    String subject =
        switch (trouble.part()) {
          case "storage" -> frame.say("problem.database");
          case "" -> frame.say("problem.setting");
          case "certificate", "TLS_ACME" -> "TLS";
          case "token list" -> frame.say("problem.token.list");
          case "channels" -> frame.say("problem.channels");
          default -> trouble.part();
        };
    String next =
        switch (trouble.part()) {
          case "storage" -> frame.say("problem.database.do");
          case "" -> frame.say("problem.setting.do");
          case "certificate" -> frame.say("problem.certificate.do");
          case "TLS_ACME" -> frame.say("problem.acme.do");
          case "token list" -> frame.say("problem.token.list.do");
          case "channels" -> frame.say("problem.channels.do");
          default -> frame.say("problem.service.do");
        };
    String tone = trouble.urgent() ? "bad" : "warn";
    return new Row(tone, subject, trouble.text(), "", "", next, "", Optional.empty());
  }

  private static Row row(Frame frame, ChannelView channel) {
    boolean bad = channel.state() == ChannelView.State.NEEDS_ATTENTION;
    String cause =
        bad && channel.badSince().isPresent()
            ? frame.say("problem.channel", frame.times().when(channel.badSince().get()))
            : frame.say("problem.channel.waits");
    return new Row(
        bad ? "bad" : "warn",
        channel.name(),
        cause,
        channel.answer().map(answer -> answer.result().reason()).orElse(""),
        channel.waiting() > 0 ? frame.count("channels.waiting", channel.waiting()) : "",
        frame.say(bad ? "problem.channel.do" : "problem.channel.wait.do"),
        "",
        Optional.of(channel.name()));
  }

  private static Row row(Frame frame, Overview.NotPublic network) {
    return new Row(
        "warn",
        network.name(),
        frame.say(
            "problem.private",
            network.held().address(),
            frame.say("scope.long." + network.held().scope().name())),
        "",
        "",
        frame.say("problem.private.do"),
        frame.to("dashboard/networks/" + network.id()),
        Optional.empty());
  }
}
